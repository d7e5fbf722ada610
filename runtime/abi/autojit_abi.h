/* The contract between the objects that autojit.so writes and whoever resolves their stubs.
 *
 * Everything here is laid out by the plugin as IR globals, so that hidden and static symbols,
 * archives, comdats and several DSOs with equal names are all the static linker's business.
 * Offsets are PC-relative wherever possible: a descriptor costs one relative relocation, a module
 * record and an import entry cost none.
 *
 * Change anything here and AUTOJIT_ABI_VERSION changes too.
 */
#ifndef AUTOJIT_ABI_H
#define AUTOJIT_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define AUTOJIT_ABI_VERSION 1u

/* One per outlined function that is visible in its object. The stub is `jmpq *target(%rip)`. */
struct autojit_descriptor {
  /* The lazy entry at first, then the finished address and nothing else in between.
   * Published with release order; the stub's jump is the acquire. */
  void *target;
  int32_t module;    /* &module record - &this->module */
  uint32_t function; /* index into the module file's function table */
};

/* How the value of one import entry leads to an address. Kept in the module file's index. */
enum autojit_import_kind {
  AUTOJIT_IMPORT_DIRECT = 0, /* address = &entry + entry */
  AUTOJIT_IMPORT_GOT = 1,    /* address = *(void **)(&entry + entry); null when weak and undefined */
  AUTOJIT_IMPORT_PLT = 2     /* like DIRECT, but good for calling only: may be a PLT entry */
};

/* One per translation unit that has outlined functions. */
struct autojit_module {
  uint32_t version;      /* AUTOJIT_ABI_VERSION */
  uint32_t import_count; /* entries in the import table */
  uint8_t hash[16];      /* XXH3-128 of the module file after its hash field, big endian */
  int32_t imports;       /* int32_t table[import_count]: table - &this->imports */
  int32_t location;      /* strings - &this->location: "DIRECTORY\0SOURCE FILE\0" */
  int32_t embedded;      /* module file bytes - &this->embedded; 0 when it is a file on disk */
  uint32_t embedded_size;
  void *state;           /* zero when the object is loaded; belongs to the runtime */
};

/* One per body of the first tier (AUTOJIT_TIER). Not part of objects. */
struct autojit_heat {
  void *next;             /* a better body, to which the old one sends its callers; null while there is none */
  int32_t calls;          /* until it looks at next, and asks for a better body when that is null */
  int32_t iterations;     /* of its loops, until it asks for a better body, or to be left */
  int32_t more_calls;     /* until there is one; when `calls` are over, some of these are put there */
  int32_t all_iterations; /* what `iterations` begins with, and is again after asking */
  void *stack;            /* where it was when this was called least deep, as far as anybody looked */
};

/* What `calls` is at most: so often a body at least looks whether it calls itself. */
enum { AUTOJIT_CALLS_AT_ONCE = 32 };

/* How many iterations of its loops make a body as hot as one call of it. */
enum { AUTOJIT_ITERATIONS_OF_CALL = 5 };

/* What a body of the first tier calls when it is hot: a better body's address may be in heat->next
 * afterwards. Keeps errno. Any thread, any time at which the body may run. */
void __autojit_hot(struct autojit_heat *heat);

/* The same for a body that has not made a frame yet, as those of our own back end. It begins with
 *     decl  heat.calls(%rip)
 *     js    out
 * body:
 * and where its calls are over it goes on to a better body, or to itself:
 * out:
 *     leaq  body(%rip), %r11
 *     pushq %r11
 *     leaq  heat(%rip), %r11
 *     jmpq  *__autojit_hot_entry@GOTPCREL(%rip)
 * Every register but %r11 belongs to the call. Never called from C. */
void __autojit_hot_entry(void);

/* The same for a loop that has been running for long, by its number. Returns the address of a function that goes on
 * with it (plugin-native/llvm/Continuation.h), or null: then the body does, and asks again later. */
void *__autojit_hot_loop(struct autojit_heat *heat, uint32_t loop);

/* The lazy entry of a stub is
 *     pushq %r11
 *     leaq  descriptor(%rip), %r11
 *     jmpq  *__autojit_resolve@GOTPCREL(%rip)
 * so on entry (%rsp) holds the caller's %r11, 8(%rsp) the return address, and every other register,
 * flag and vector register belongs to the call. Never called from C. */
void __autojit_resolve(void);

#ifdef __cplusplus
}
#endif
#endif
