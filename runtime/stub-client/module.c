/* module.c - one translation unit in one program or library: its functions' addresses, and where they
 * come from. What ModuleInstance.cs is in the runtime. */
#include "client.h"

#include <string.h>
#include <unistd.h>

struct slot {
  struct slot *next;
  void **word;
};
struct thunk {
  void *address;
  struct autojit_descriptor *descriptor;
  struct slot *slots; /* words that go straight to the body as soon as there is one */
};
/* What a body calls in place of an import after whose call files may be out of reach. */
struct guard {
  struct guard *next;
  uint32_t import;
  void *address;
};
struct meaning {
  struct module *module;
  uint32_t index; /* of a function, or of an import */
  int is_import;
};

struct module *modules;
static struct meaning *meanings; /* of thunks, by their number */
static uint32_t meaning_count, meaning_room;

static struct function *function_of(struct module *module, uint32_t id) {
  if (id >= module->function_count) {
    uint32_t room = module->function_count ? module->function_count : 64;
    while (room <= id)
      room *= 2;
    module->functions =
        arena_grow(module->functions, module->function_count, room, sizeof *module->functions);
    module->function_count = room;
  }
  return &module->functions[id];
}

int module_has(const struct module *module, uint32_t id) {
  return id < module->function_count &&
         (module->functions[id].address || module->functions[id].image);
}

static void add_image(struct module *module, struct image *image) {
  for (uint32_t i = 0; i < image->file.function_count; ++i) {
    struct function *function = function_of(module, image->file.functions[i].id);
    if (!function->image)
      function->image = image;
  }
}

static void remove_image(struct module *module, struct image *image) {
  for (uint32_t i = 0; i < module->function_count; ++i)
    if (module->functions[i].image == image)
      module->functions[i].image = NULL;
}

struct module *module_of(struct autojit_module *record) {
  /* The record belongs to its object: when that is unloaded and loaded again, it is zero again. */
  if (record->state)
    return record->state;
  if (record->version != AUTOJIT_ABI_VERSION)
    stop_format("an object was built by another version of autojit.so (format %lu, this client knows "
                "%lu); rebuild it",
                (uint64_t)record->version, (uint64_t)AUTOJIT_ABI_VERSION);
  struct module *module = arena_take(sizeof *module);
  module->record = record;
  memcpy(module->hash, record->hash, sizeof module->hash);
  module->directory = (const char *)&record->location + record->location;
  module->source = module->directory + strlen(module->directory) + 1;
  for (struct image *image = image_find(module->hash), *next; image; image = next) {
    next = image->next;
    add_image(module, image);
  }
  module->next = modules;
  modules = module;
  record->state = module;
  return module;
}

static void *import_of(const struct module *module, uint32_t index, int kind) {
  struct autojit_module *record = module->record;
  if (index >= record->import_count)
    stop_format("internal error: an image refers to an import that the object does not have; please "
                "report this");
  return import_value(record, index, kind);
}

static void *new_thunk(struct meaning meaning, struct autojit_descriptor **descriptor) {
  void *address = autojit_new_thunk(meaning_count, descriptor);
  if (!address)
    stop_format("no memory is left for call thunks; raise the limit (ulimit -v)");
  if (meaning_count == meaning_room) {
    meaning_room = meaning_room ? 2 * meaning_room : 256;
    meanings = arena_grow(meanings, meaning_count, meaning_room, sizeof *meanings);
  }
  meanings[meaning_count++] = meaning;
  return address;
}

static void *guard_of(struct module *module, uint32_t import) {
  struct guard *guard = module->guards;
  while (guard && guard->import != import)
    guard = guard->next;
  if (!guard) {
    struct autojit_descriptor *descriptor;
    guard = arena_take(sizeof *guard);
    guard->import = import;
    guard->address = new_thunk((struct meaning){module, import, 1}, &descriptor);
    guard->next = module->guards;
    module->guards = guard;
  }
  return guard->address;
}

static void *callee_of(struct module *module, uint32_t id, void **word) {
  struct function *function = function_of(module, id);
  if (function->address)
    return function->address;
  if (!function->thunk) {
    struct thunk *thunk = arena_take(sizeof *thunk);
    thunk->address = new_thunk((struct meaning){module, id, 0}, &thunk->descriptor);
    function->thunk = thunk;
  }
  struct slot *slot = arena_take(sizeof *slot);
  slot->word = word;
  slot->next = function->thunk->slots;
  function->thunk->slots = slot;
  return function->thunk->address;
}

static void publish(struct module *module, uint32_t id, void *address) {
  struct function *function = function_of(module, id);
  if (function->address)
    return; /* Compiled twice by a race of processes: the first stays. */
  function->address = address;
  struct thunk *thunk = function->thunk;
  function->thunk = NULL;
  if (!thunk)
    return;
  __atomic_store_n(&thunk->descriptor->target, address, __ATOMIC_RELEASE);
  for (struct slot *slot = thunk->slots; slot; slot = slot->next)
    __atomic_store_n(slot->word, address, __ATOMIC_RELEASE);
}

/* Loads an image, writes its bindings, and publishes its functions. */
static int load(struct module *module, struct image *image) {
  double start = autojit_clock();
  /* Library functions first: finding them gives the lock up. */
  for (uint32_t i = 0; image->file.data && i < image->file.binding_count; ++i)
    if (image->file.bindings[i].kind == BINDING_LIBRARY)
      library_function(image->file.names + image->file.bindings[i].index, module->record);
  if (image->bound)
    return 1;
  if (!image_open(image, module->record))
    return 0;
  if (image->bound)
    return 1; /* By another thread, while this one waited for the loader. */
  const struct image_file *file = &image->file;
  for (uint32_t i = 0; i < file->binding_count; ++i) {
    const struct image_binding *binding = &file->bindings[i];
    char **word = (char **)(image->bias + (intptr_t)binding->address);
    char *value = NULL;
    switch (binding->kind) {
    case BINDING_IMPORT:
      value = import_of(module, binding->index, binding->import_kind);
      break;
    case BINDING_CALLEE:
      value = callee_of(module, binding->index, (void **)word);
      break;
    case BINDING_LIBRARY:
      value = library_function(file->names + binding->index, module->record);
      break;
    case BINDING_ACCESS_LOSS:
      value = guard_of(module, binding->index);
      break;
    }
    __atomic_store_n(word, value + binding->addend, __ATOMIC_RELEASE);
  }
  image->bound = 1;
  if (!image->is_new) {
    usage_add(USAGE_HITS, 1);
    autojit_record_use(image->path, image->last_use);
  }
  for (uint32_t i = 0; i < file->function_count; ++i)
    publish(module, file->functions[i].id,
            (char *)image->bias + (intptr_t)file->functions[i].address);
  if (log_enabled()) {
    struct text line;
    text_start(&line, "loaded image ");
    text_add_format(&line, "%s: %lu functions", image->path, (uint64_t)file->function_count);
    text_add_since(&line, start);
    log_line(&line);
  }
  image_release(image);
  return 1;
}

static void log_compiled(const struct answer *answer, double start) {
  struct text line;
  text_start(&line, answer->image.found ? "found " : "compiled ");
  text_add_format(&line, "%s: unit of %lu functions, %lu bytes (", answer->image.name,
                  (uint64_t)answer->image.unit_functions, (uint64_t)answer->image.object_size);
  text_add_time(&line, autojit_clock() - start);
  text_add(&line, " ms: autojitd ");
  text_add_time(&line, answer->image.microseconds / 1e3);
  text_add(&line, ")");
  log_line(&line);
}

/* Asks autojitd, and puts the image where it is found. */
static void compile(struct module *module, uint32_t function, const void *caller) {
  struct answer answer;
  double start = autojit_clock();
  remote_compile(module, function, caller, &answer);
  if (log_enabled())
    log_compiled(&answer, start);
  usage_add(USAGE_MISSES, 1);
  usage_add(USAGE_OBJECTS_FOUND, answer.image.found);
  usage_add(USAGE_FUNCTIONS, answer.image.unit_functions);
  enum image_error error;
  start = autojit_clock();
  struct image *image = image_publish(module->hash, answer.image.leader,
                                      answer.image.data, answer.image.size,
                                      &answer.key, &error);
  if (!image)
    stop_format("autojitd sent an image that is not valid (%s); install client and daemon of one "
                "version, and build the program again",
                image_error_name(error));
  if (image->path && log_enabled()) {
    struct text line;
    text_start(&line, "linked ");
    text_add(&line, image->path);
    text_add_since(&line, start);
    log_line(&line);
  }
  add_image(module, image);
  if (!module_has(module, function))
    stop_format("autojitd sent an image without %s; please report this", answer.image.name);
  if (!image->path)
    return;
  if (module->process != getpid()) {
    module->process = getpid();
    module->leader_count = 0;
  }
  if (module->leader_count == module->leader_room) {
    module->leader_room = module->leader_room ? 2 * module->leader_room : 64;
    module->leaders = arena_grow(module->leaders, module->leader_count, module->leader_room,
                            sizeof *module->leaders);
  }
  module->leaders[module->leader_count++] = answer.image.leader;
  autojit_ask_for_exit();
}

void module_provide(struct module *module) {
  for (uint32_t i = 0; i < module->function_count; ++i) {
    struct image *image = module->functions[i].image;
    if (image && !image_open(image, module->record))
      remove_image(module, image);
  }
}

void *module_resolve(struct module *module, uint32_t id, const void *caller) {
  for (;;) {
    struct function *function = function_of(module, id);
    if (function->address)
      return function->address;
    struct image *image = function->image;
    if (!image) {
      compile(module, id, caller);
    } else if (!load(module, image)) {
      if (image->is_new)
        stop_format("compiled code cannot be loaded: neither from the cache nor from memory; make "
                    "/proc and the cache directory accessible, or link libautojit-runtime.so");
      remove_image(module, image);
    }
  }
}

void *autojit_resolve_call(struct autojit_descriptor *descriptor) {
  struct module *module;
  uint32_t function = descriptor->function;
  if (descriptor->module == 0) {
    struct meaning meaning = meanings[function];
    module = meaning.module;
    function = meaning.index;
    if (meaning.is_import) {
      provide();
      usage_flush();
      /* The next call comes here again: more may be loaded by then. */
      return import_of(module, function, AUTOJIT_IMPORT_PLT);
    }
  } else {
    module = module_of((struct autojit_module *)((char *)&descriptor->module + descriptor->module));
  }
  void *address = module_resolve(module, function, descriptor->target);
  __atomic_store_n(&descriptor->target, address, __ATOMIC_RELEASE);
  usage_flush();
  return address;
}

void *autojit_process_exits(void *unused) {
  if (settings_get()->pack)
    remote_pack();
  return unused;
}
