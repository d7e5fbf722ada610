/* client.h - what the parts of the client of autojitd know of each other.
 *
 * The client does in C what RustJit.Native does in C#, less the compiling: it loads images from the
 * cache, and asks autojitd for those that are missing. Everything runs under the guest lock
 * (native.h), which is given up for calls of the dynamic loader only. No memory of the program's
 * heap is used, no descriptor stays open. */
#ifndef AUTOJIT_CLIENT_H
#define AUTOJIT_CLIENT_H

#include "channel.h"
#include "protocol.h"

enum { KEY_TEXT = 160, KEY_NAME = 16 };

/* log.c */
int log_enabled(void);
/* As text_add_format. Logs only when that is enabled. */
void log_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* stop.c */
void log_line(struct text *text); /* with "[autojit] " before and a newline behind */
void log_list(const char *format, va_list values) __attribute__((format(printf, 1, 0)));
_Noreturn void stop_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* arena.c: memory that lives as long as the process, zeroed. Does not return without. */
void *arena_take(size_t size);
const char *arena_copy(const char *text, size_t length);
/* A larger copy of an array; the old one is left there. */
void *arena_grow(const void *array, uint32_t count, uint32_t room, size_t size);

/* pages.c: pages of their own, which can be given back; null when there is no memory. */
void *pages_take(size_t size);
void pages_return(void *memory, size_t size);

/* variable.c: its value; null when it is not set, or empty. */
const char *variable_of(const char *name);

/* cache_root.c: the cache's root, absolute, decided once; null when there is none. */
const char *cache_root(void);

/* settings.c: the environment, read once. */
struct settings {
  int debug_level;              /* 0 none, 1 lines, 2 full */
  int pack;                     /* images become one at exit */
  int has_daemon;
  char daemon[PATH_SIZE]; /* autojitd, when it was found */
  struct channel_places places;
  uint64_t llvm_size, llvm_time; /* stamp of the compiler beside it; 0 when unknown */
};
const struct settings *settings_get(void);
/* A variable that says On or Off. Does not return when it says something else. */
int settings_flag(const char *name, int otherwise);

/* key_text.c: what an image must have been made with. */
#define TEXT_OF(NUMBER) #NUMBER
#define TEXT(MACRO) TEXT_OF(MACRO)
#define KEY_PREFIX "x86_64-elf image=" TEXT(PROTOCOL_IMAGE_VERSION) " module=" TEXT(PROTOCOL_MODULE_VERSION) " llvm="
struct key {
  char text[KEY_TEXT];
  uint32_t length;
  char name[KEY_NAME + 1]; /* hexadecimal, the start of file names */
};
/* By the compiler with this stamp. `rest` is what follows, at most half of KEY_TEXT. */
void key_make_of(struct key *key, uint64_t llvm_size, uint64_t llvm_time, const char *rest);

/* key.c */
/* Of code made by the compiler with this stamp. */
void key_make(struct key *key, uint64_t llvm_size, uint64_t llvm_time);
/* The key of images to look for. False when nobody knows which compiler is installed: any will do then
 * whose key differs from this one in nothing else. */
int key_wanted(struct key *key);
int key_fits(const struct key *wanted, int exact, const char *text, uint32_t length);

/* image_file.c: docs/cache-format.md. */
enum image_error {
  IMAGE_SOUND,
  IMAGE_TRUNCATED,
  IMAGE_NOT_AN_IMAGE,
  IMAGE_UNSUPPORTED_VERSION,
  IMAGE_DAMAGED,
  IMAGE_FOREIGN,
  IMAGE_WRONG_KEY,
  IMAGE_NOT_LOADABLE
};
const char *image_error_name(enum image_error error);
struct image_function {
  uint32_t id;
  uint32_t heat; /* of a body of the first tier: where it counts; 0 otherwise */
  uint64_t address;
};
struct image_binding {
  uint64_t address;
  int64_t addend;
  uint32_t index;
  uint8_t kind, import_kind;
  uint16_t unused;
};
enum { BINDING_IMPORT, BINDING_CALLEE, BINDING_LIBRARY, BINDING_ACCESS_LOSS };
struct image_file {
  const uint8_t *data; /* the whole file, borrowed */
  size_t size;
  uint32_t function_count, binding_count, key_length;
  uint32_t fingerprint; /* the beginning of its hash, part of its name */
  const struct image_function *functions;
  const struct image_binding *bindings;
  const char *key;
  const char *names;
};
/* An image or a pack. Metadata are at least IMAGE_HEADER bytes, aligned to 8. */
enum { IMAGE_HEADER = 16 };
struct code_file {
  const uint8_t *data; /* the whole file, borrowed */
  size_t size;
  const uint8_t *metadata, *source; /* source is the hash of what it was made from */
  uint32_t metadata_size;
};
#ifndef AUTOJIT_STATIC_CLIENT
/* Checks the end of a file, and its hash. */
enum image_error code_file_check(struct code_file *file, const char *magic, uint32_t version);
/* Reads what there is of one module; a size of at least IMAGE_HEADER, aligned to 8. False when it is not valid. */
int image_metadata_read(struct image_file *file, const struct code_file *code, const uint8_t *metadata, uint64_t size);
#endif
/* Nothing but `exact` makes it compare the key as a whole, see key_fits. */
enum image_error image_file_parse(struct image_file *file, const uint8_t *data, size_t size,
                                  const uint8_t hash[16], const struct key *key, int exact);

/* image.c: an image in the cache or in memory, then as loaded code. */
struct module;
struct image {
  struct image *next;
  const char *path;
  struct image_file file; /* data is null when it is bound, or unusable */
  int in_pages;           /* data came from pages_take, not from a mapped file */
  int is_new;             /* autojitd made it for this process */
  int64_t last_use;       /* of an older one: when somebody used it, in seconds since 1970 */
  void *handle;
  intptr_t bias;
  int bound;
};
/* The images of a module that are in the cache; damaged ones are removed. */
struct image *image_find(const uint8_t hash[16]);
/* An image that autojitd sent; takes data (from pages_take) over. Publishes it where that is possible.
 * Null when it is not valid; *error says why. */
struct image *image_publish(const uint8_t hash[16], uint32_t leader, uint8_t *data, size_t size,
                            const struct key *key, enum image_error *error);
/* Loads and claims it for a module record. Gives the guest lock up. False when that is impossible. */
int image_open(struct image *image, struct autojit_module *record);
/* Its metadata are no longer needed. */
void image_release(struct image *image);

/* usage.c: counted while a first call is under way, written down at its end. */
enum usage {
  USAGE_RUNS,
  USAGE_HITS,
  USAGE_MISSES,
  USAGE_OBJECTS_FOUND,
  USAGE_FUNCTIONS,
  USAGE_WRITTEN,
  USAGE_WRITTEN_BYTES,
  USAGE_REJECTED, /* one for each image_error from IMAGE_TRUNCATED on */
  USAGE_COUNT = USAGE_REJECTED + IMAGE_NOT_LOADABLE
};
void usage_add(enum usage usage, uint64_t number);
void usage_flush(void);

/* library.c: functions that code generation introduced. The first search for a name gives the lock up. */
void *library_function(const char *name, const void *near);

/* The value of an import; the index is below import_count. Null for a weak one that nobody defines. */
static inline char *import_value(struct autojit_module *record, uint32_t index, int kind) {
  int32_t *entry = (int32_t *)((char *)&record->imports + record->imports) + index;
  char *target = (char *)entry + *entry;
  return kind == AUTOJIT_IMPORT_GOT ? *(char **)target : target;
}

/* module.c: one module record and the functions behind it. */
struct function {
  void *address;
  struct image *image; /* that has it, while it has no address */
  struct thunk *thunk;
};
struct module {
  struct module *next;
  struct autojit_module *record;
  uint8_t hash[16];
  const char *directory, *source;
  struct function *functions; /* by id; grows */
  uint32_t function_count;
  /* What autojitd made for this process and the cache took, to be packed at exit. */
  uint32_t *leaders;
  uint32_t leader_count, leader_room;
  int process; /* that made them: a forked child leaves its parent's to the parent */
  struct guard *guards;
  /* The module file, where it may be: mapped when the program is about to lose access to it. */
  struct {
    const uint8_t *data;
    size_t size;
  } files[2];
};
extern struct module *modules;
struct module *module_of(struct autojit_module *record);
void *module_resolve(struct module *module, uint32_t function, const void *caller);
int module_has(const struct module *module, uint32_t function);
/* Opens its images. Gives the guest lock up. */
void module_provide(struct module *module);

/* provide.c: opens what first calls may need later, before the program gives up the right to open it
 * (setuid, chroot and the like). Gives the guest lock up. */
void provide(void);
int was_provided(void); /* whether it came to that */

/* remote.c: what the client wants of autojitd. */
struct answer {
  struct exchange_answer image;
  struct key key;
};
/* Does not return without an answer. caller is for messages. */
void remote_compile(struct module *module, uint32_t function, const void *caller,
                    struct answer *answer);
/* The stamp of the compiler of a daemon that is there; false when none answers. */
int remote_stamp(uint64_t *llvm_size, uint64_t *llvm_time);
/* Maps the files that the module may be in. */
void remote_provide(struct module *module);
/* Has autojitd join what it made for this process into one image a module. */
void remote_pack(void);

/* spawn.c: a daemon that is nobody's child. 0 or an errno, also that of a failed exec. lock is a
 * descriptor that it inherits as number 3, or -1. */
int spawn_daemon(const char *path, const char *socket, int lock);

#endif
