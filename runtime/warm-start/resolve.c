/* resolve.c - from a stub's descriptor to the body: Resolver.cs. */
#include "warm.h"

#include <string.h>

struct warm_state warm_state;
static enum { NOT_BEGUN, WARM, OVER } phase;

int warm_is_over(void) { return phase == OVER; }

/* Null when the module is not one for us, or is there a second time: its images are bound to the first. */
static struct warm_module *warm_module_of(struct autojit_module *record) {
  if (record->state)
    return record->state;
  if (record->version != AUTOJIT_ABI_VERSION)
    return NULL;
  static struct warm_module *table[WARM_HASHES];
  struct warm_module **alike = &table[record->hash[0]], *module = *alike;
  while (module && memcmp(module->hash, record->hash, sizeof module->hash) != 0)
    module = module->next_alike;
  if (module)
    return NULL;
  module = arena_take(sizeof *module);
  module->record = record;
  memcpy(module->hash, record->hash, sizeof module->hash);
  if (!warm_find(module))
    return NULL;
  module->next = warm_state.modules;
  module->next_alike = *alike;
  warm_state.modules = *alike = module;
  record->state = module;
  return module;
}

static void *resolve(struct autojit_descriptor *descriptor) {
  uint32_t id = descriptor->function;
  struct warm_module *module;
  if (descriptor->module == 0) {
    const struct warm_meaning *meaning = &warm_state.meanings[id];
    if (meaning->is_import)
      return NULL; /* Files may be out of reach after this call: Provisions.cs. */
    module = meaning->module;
    id = meaning->index;
  } else {
    module = warm_module_of((struct autojit_module *)((char *)&descriptor->module + descriptor->module));
  }
  const struct image_function *function;
  struct warm_image *image = module ? warm_image_of(module, id, &function) : NULL;
  if (!image && module && !module->has_looked && warm_look(module))
    image = warm_image_of(module, id, &function);
  if (!image || (!image->is_bound && !warm_load(module, image)))
    return NULL;
  return (char *)image->library->bias + (intptr_t)function->address;
}

void *autojit_resolve_warm(struct autojit_descriptor *descriptor) {
  if (phase == OVER)
    return NULL;
  double start = autojit_clock();
  if (phase == NOT_BEGUN) {
    warm_state.cache = cache_root();
    warm_state.begin = start;
    phase = WARM;
  }
  void *address = warm_state.cache ? resolve(descriptor) : NULL;
  warm_state.inside += autojit_clock() - start;
  usage_flush();
  if (!address || phase == OVER) {
    phase = OVER; /* Or managed code took over while this thread was in the loader. */
    return NULL;
  }
  __atomic_store_n(&descriptor->target, address, __ATOMIC_RELEASE);
  return address;
}

const struct warm_state *autojit_end_warm_start(void) {
  phase = OVER;
  return &warm_state;
}
