/* load.c - loads an image or a pack, writes the bindings of a module, publishes its functions: ModuleInstance.cs. */
#include "warm.h"

#include <string.h>

static const struct image_function *find(const struct image_file *file, uint32_t id) {
  uint32_t low = 0, high = file->function_count; /* They are sorted. */
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (file->functions[middle].id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < file->function_count && file->functions[low].id == id ? &file->functions[low] : NULL;
}

static char *address_in(const struct warm_image *image, uint64_t address) { return (char *)image->library->bias + (intptr_t)address; }

/* The first one whose body does not count, or else the first one. */
static struct warm_image *best(const struct warm_module *module, uint32_t id, int is_bound, const struct image_function **function) {
  struct warm_image *found = NULL;
  *function = NULL;
  for (struct warm_image *image = module->images; image; image = image->next) {
    const struct image_function *candidate = image->is_bound || !is_bound ? find(&image->file, id) : NULL;
    if (!candidate || (*function && candidate->heat))
      continue;
    found = image;
    *function = candidate;
    if (!candidate->heat)
      break;
  }
  return found;
}

struct warm_image *warm_image_of(const struct warm_module *module, uint32_t id, const struct image_function **function) {
  return best(module, id, 0, function);
}

static char *callee_of(struct warm_module *module, uint32_t id, void **word) {
  const struct image_function *function;
  struct warm_image *image = best(module, id, 1, &function);
  if (image)
    return address_in(image, function->address);
  struct warm_thunk *thunk = warm_thunk_of(module, id, 0);
  if (!thunk)
    return NULL;
  struct warm_slot *slot = arena_take(sizeof *slot);
  slot->word = word;
  slot->next = thunk->slots;
  thunk->slots = slot;
  return thunk->address;
}

/* When it fails halfway no harm is done: managed code writes all of them. */
static int write_bindings(struct warm_module *module, struct warm_image *image) {
  const struct image_file *file = &image->file;
  for (uint32_t i = 0; i < file->binding_count; ++i) {
    const struct image_binding *binding = &file->bindings[i];
    void **word = (void **)address_in(image, binding->address);
    int is_import = binding->kind == BINDING_IMPORT || binding->kind == BINDING_ACCESS_LOSS;
    struct warm_thunk *guard;
    char *value = NULL;
    if (is_import && binding->index >= module->record->import_count)
      return 0;
    switch (binding->kind) {
    case BINDING_IMPORT:
      value = import_value(module->record, binding->index, binding->import_kind);
      break;
    case BINDING_CALLEE:
      value = callee_of(module, binding->index, word);
      if (!value)
        return 0;
      break;
    case BINDING_LIBRARY:
      value = library_function(file->names + binding->index, module->record);
      break;
    case BINDING_ACCESS_LOSS:
      guard = warm_thunk_of(module, binding->index, 1);
      if (!guard)
        return 0;
      value = guard->address;
      break;
    }
    __atomic_store_n(word, value + binding->addend, __ATOMIC_RELEASE);
  }
  return 1;
}

/* Gives the guest lock up. */
static int open_library(struct warm_library *library, struct autojit_module *record) {
  char message[16];
  void *handle;
  if (library->handle)
    return 1;
  intptr_t bias = autojit_open_image(library->path, &handle, message, sizeof message);
  if (bias == -1)
    return 0;
  if (!library->handle && !warm_is_over() && autojit_claim_image(handle, record) && !library->handle && !warm_is_over()) {
    library->handle = handle;
    library->bias = bias;
    return 1;
  }
  autojit_close_image(handle); /* Another thread was faster, or it is another program's or library's. */
  return library->handle && !warm_is_over();
}

static void publish(struct warm_module *module, struct warm_image *image) {
  for (struct warm_thunk *thunk = module->thunks; thunk; thunk = thunk->next) {
    const struct image_function *function = thunk->is_import || thunk->is_done ? NULL : find(&image->file, thunk->index);
    if (!function)
      continue;
    void *address = address_in(image, function->address);
    __atomic_store_n(&thunk->descriptor->target, address, __ATOMIC_RELEASE);
    for (struct warm_slot *slot = thunk->slots; slot; slot = slot->next)
      __atomic_store_n(slot->word, address, __ATOMIC_RELEASE);
    thunk->is_done = 1;
  }
}

/* HotBodies.SendOn: who enters next looks at `next`. */
static void send_on(const struct warm_image *image, const struct image_function *function, const struct warm_image *better,
                    const struct image_function *body) {
  struct autojit_heat *heat = (struct autojit_heat *)address_in(image, function->heat);
  __atomic_store_n(&heat->next, (void *)address_in(better, body->address), __ATOMIC_RELEASE);
  heat->calls = 0;
}

/* First bodies jump to the better ones of another image. */
static int join(struct warm_module *module, struct warm_image *image) {
  for (struct warm_image *other = module->images; other; other = other->next)
    for (uint32_t i = 0; other != image && i < image->file.function_count; ++i) {
      const struct image_function *function = &image->file.functions[i], *alike = find(&other->file, function->id);
      if (!alike || !function->heat == !alike->heat)
        continue;
      if (!other->is_bound) {
        if (function->heat && !warm_load(module, other))
          return 0; /* Else it comes here when it is loaded. */
      } else if (function->heat) {
        send_on(image, function, other, alike);
      } else {
        send_on(other, alike, image, function);
      }
    }
  return 1;
}

int warm_load(struct warm_module *module, struct warm_image *image) {
  const struct image_file *file = &image->file;
  /* Library functions first: finding them gives the lock up. */
  for (uint32_t i = 0; i < file->binding_count; ++i)
    if (file->bindings[i].kind == BINDING_LIBRARY)
      library_function(file->names + file->bindings[i].index, module->record);
  if (warm_is_over() || !open_library(image->library, module->record))
    return 0;
  if (image->is_bound)
    return 1; /* By another thread, while this one waited for the loader. */
  if (!write_bindings(module, image))
    return 0;
  image->is_bound = 1;
  static struct warm_image **last = &warm_state.bound;
  *last = image;
  last = &image->next_bound;
  if (!image->library->is_counted) {
    image->library->is_counted = 1;
    usage_add(USAGE_HITS, 1);
    warm_state.is_counted = 1;
    autojit_record_use(image->library->path, image->library->last_use);
  }
  publish(module, image);
  return join(module, image);
}
