/* warm.h - a warm run, without managed code.
 *
 * Starting the .NET runtime takes longer than all else that a warm run does. So as long as first calls find their functions in
 * the cache, this does what ModuleInstance.cs, ImageStore.cs and Packs.cs do: finds images and packs, loads and binds them. With
 * the first call that finds something else - nothing, a damaged file, a debugger, a setting - managed code takes over what was done
 * here (WarmStart.cs), and this is over. Nothing is ever written here but the counters of the cache.
 *
 * Everything runs under the guest lock, which is given up for calls of the dynamic loader only; afterwards it may be over.
 * WarmStart.cs knows the structs. */
#ifndef AUTOJIT_WARM_H
#define AUTOJIT_WARM_H

#include "../stub-client/client.h"

/* A file of the cache: an image, or a pack. It stays mapped. */
struct warm_library {
  struct warm_library *next;
  const char *path;
  const uint8_t *data;
  size_t size;
  int64_t last_use; /* before this process */
  void *handle;     /* null until it is loaded */
  intptr_t bias;
  int is_counted; /* as found */
};

/* What a library has of one module. */
struct warm_image {
  struct warm_image *next; /* of the same module, or of those that nobody has taken */
  struct warm_image *next_bound;
  struct warm_library *library;
  struct image_file file;
  const uint8_t *hash;
  int is_bound;
};

struct warm_slot {
  struct warm_slot *next;
  void **word;
};
struct warm_thunk {
  struct warm_thunk *next; /* of the module */
  struct warm_thunk *next_alike;
  void *address;
  struct autojit_descriptor *descriptor;
  struct warm_slot *slots; /* words that go straight to the body as soon as there is one */
  uint32_t index;          /* of a function, or of an import */
  int is_import;
  int is_done; /* there is a body */
};

enum { WARM_BUCKETS = 16 };
struct warm_module {
  struct warm_module *next; /* the older one */
  struct warm_module *next_alike;
  struct autojit_module *record;
  struct warm_image *images;
  struct warm_thunk *thunks;
  struct warm_thunk *buckets[WARM_BUCKETS]; /* of functions' thunks */
  uint8_t hash[16];
  int has_looked; /* into the module's own directory */
};

struct warm_meaning {
  struct warm_module *module;
  uint32_t index;
  int is_import;
};

struct warm_state {
  struct warm_module *modules;         /* the last one first */
  struct warm_library *libraries;      /* the last one first */
  struct warm_image *bound;            /* in order */
  const struct warm_meaning *meanings; /* of thunks, by their number */
  uint32_t meaning_count;
  int is_counted;     /* as a run */
  const char *cache;  /* its root */
  int64_t llvm_size, llvm_modified; /* stamp of the compiler that made what may run */
  double begin;       /* the first call, by autojit_clock */
  double inside;      /* milliseconds in first calls */
};
extern struct warm_state warm_state;
int warm_is_over(void);

/* A table of what belongs to modules, by the first byte of their hash. */
enum { WARM_HASHES = 256 };

/* keys.c: the keys of code that this process may run: of what functions get in the end, and of first bodies. 0 when this is
 * not a process for a warm start. */
enum { WARM_KEYS = 2 };
uint32_t warm_keys(struct key keys[WARM_KEYS]);
int warm_key_is(const struct key *key, const char *text, uint32_t length);

/* find.c: the images of a module, from packs that are known or else from its directory. False when it is for managed code to look. */
int warm_find(struct warm_module *module);
int warm_look(struct warm_module *module); /* into its directory */

/* pack_file.c: what a pack has, each with its hash; null when it is not valid. */
struct warm_image *warm_read_pack(struct code_file *code, const struct key *key);

/* load.c: loads it, writes its bindings, publishes its functions. False when that is for managed code to do, or this is over. */
int warm_load(struct warm_module *module, struct warm_image *image);
/* The best image that has a function, and the function there; null when none has. */
struct warm_image *warm_image_of(const struct warm_module *module, uint32_t id, const struct image_function **function);

/* thunks.c: what a body calls that is not loaded yet, or before whose call something has to happen; null without memory. */
struct warm_thunk *warm_thunk_of(struct warm_module *module, uint32_t index, int is_import);

/* For managed code, before it does anything: this is over, and that is what there is. The same every time. */
const struct warm_state *autojit_end_warm_start(void);

#endif
