/* What LLVM-C lacks: lazily opened modules, units taken out of them, and lld in process.
 *
 * Common contract. A function that can fail returns null or zero and sets *error to a text that
 * the caller frees with autojit_llvm_free. One source, and the units that were taken out of it and not
 * generated yet, are used by one thread at a time; different ones by several, once
 * autojit_llvm_use_threads was called. Nothing here keeps a pointer it was given unless it says so.
 */
#ifndef AUTOJIT_LLVM_H
#define AUTOJIT_LLVM_H

#include "llvm-c/Types.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A name table inside a module file: entry i starts at table + i * stride with the offset and the
 * length (two little-endian u32) of its name in strings. Already bounds-checked by the caller. */
struct autojit_names {
  const char *table;
  uint32_t stride;
  uint32_t count;
  const char *strings;
};

typedef struct autojit_source autojit_source;

/* Opens bitcode for reading function by function: bodies and their metadata are read on demand.
 * The memory must stay mapped and unchanged until autojit_llvm_close. full_types: class types with
 * their members, for AUTOJIT_DEBUG_FULL. */
autojit_source *autojit_llvm_open(const char *bitcode, size_t size,
                                  const struct autojit_names *functions,
                                  const struct autojit_names *imports, int full_types,
                                  char **error);

void autojit_llvm_close(autojit_source *source);

enum autojit_debug_level {
  AUTOJIT_DEBUG_NONE = 0,  /* no debug information */
  AUTOJIT_DEBUG_LINES = 1, /* names and line tables: what a backtrace needs */
  AUTOJIT_DEBUG_FULL = 2   /* variables and types as well */
};

enum autojit_tier {
  AUTOJIT_TIER_ONLY = 0,  /* code as its module asks for */
  AUTOJIT_TIER_FIRST = 1, /* code that counts how often it runs: struct autojit_heat */
  AUTOJIT_TIER_SECOND = 2 /* what -O0 says of functions does not count */
};

/* One symbol of a unit: what it is called in the object, and what it stands for. A name that begins
 * with "__aj." and a letter and ends in ".aj" is a placeholder: the eight hexadecimal digits number it within
 * the unit, so that units of equal content give equal objects, whatever module they come from. */
struct autojit_symbol {
  const char *name; /* owned by the unit */
  uint32_t kind;    /* enum autojit_symbol_kind */
  uint32_t index;   /* function id or import index */
};
enum autojit_symbol_kind {
  AUTOJIT_SYMBOL_DEFINED = 0, /* the body of function `index` */
  AUTOJIT_SYMBOL_IMPORT = 1,  /* import `index` */
  AUTOJIT_SYMBOL_CALLEE = 2   /* the body of function `index` of this module, in another unit */
};

typedef struct autojit_unit autojit_unit;

/* What a unit is to hold, and how it will be used. */
struct autojit_unit_request {
  const uint32_t *functions;  /* ids of the bodies to copy */
  uint32_t count;
  uint32_t private_first;     /* from this position on they are called by nobody else, and may vanish */
  const uint32_t *inline_ids; /* what may be inlined into them, and into each other */
  uint32_t inline_count;
  uint32_t debug_level;       /* enum autojit_debug_level */
  uint32_t speed, size;       /* the levels it will be optimised with. Above speed 0, bodies of the source are simplified
                               * first, stay so for all later units, and what the first one needs no more is left out */
  uint32_t use_plt;           /* calls through a PLT, not through the GOT: for JITLink */
  uint32_t tier;              /* enum autojit_tier */
  uint32_t identify;          /* autojit_llvm_hash will be asked before autojit_llvm_complete; the same for all of a source */
  const uint8_t *never_recursive; /* of the first tier, for each function: not zero if nothing that it calls calls it */
  uint32_t hot_calls;         /* of the first tier: how many calls, or a fifth of how many iterations, make a body hot */
  uint32_t loop;              /* 0, or the number of a loop and 1: in place of the one body, what goes on in that loop, under
                               * the function's id. Nobody else may call it */
};

/* A unit of these bodies, to be found or completed. */
autojit_unit *autojit_llvm_extract(autojit_source *source,
                                   const struct autojit_unit_request *request, char **error);

/* A hash of all that the unit's code depends on but levels and LLVM itself: equal for units of equal
 * content. Before the unit is completed. */
void autojit_llvm_hash(const autojit_unit *unit, uint8_t hash[16]);

/* Copies the bodies into a fresh module that shares the source's context; instructions are copied, metadata
 * is shared. Functions that are always inlined, and constants that the object does not hold, come along.
 * Whether the code may be stored under the unit's hash is the result. */
enum autojit_completion {
  AUTOJIT_FAILED = 0,       /* *error says why */
  AUTOJIT_AS_HASHED = 1,
  AUTOJIT_NOT_AS_HASHED = 2 /* it has in it what the hash does not cover */
};
enum autojit_completion autojit_llvm_complete(autojit_unit *unit, char **error);

/* Runs LLVM's default pipeline of the level (speed 0-3, size 0-2) over the unit. */
void autojit_llvm_optimize(autojit_unit *unit, uint32_t speed, uint32_t size);

/* Generates code for the unit and returns a relocatable ELF object, which the caller disposes.
 * The module is consumed: the unit keeps only its symbols. */
LLVMMemoryBufferRef autojit_llvm_generate(autojit_unit *unit, uint32_t speed, char **error);

/* Before that, for a unit of speed 0 that went through autojit_llvm_optimize: generates code for those of its functions that
 * need no back end of LLVM's (fast/), and returns a relocatable ELF object, which the caller disposes. *left is
 * null when that is all, and the module is consumed then. Else it names the other functions, each with a reason: the caller
 * frees it, has autojit_llvm_generate make their object, and links the two into one with -r. Null when all functions are
 * left. */
LLVMMemoryBufferRef autojit_llvm_generate_fast(autojit_unit *unit, char **left);

/* Instead of that, when its code was found elsewhere. Else the module would live as long as the unit, and must not
 * outlive its source. */
void autojit_llvm_drop_module(autojit_unit *unit);

/* The unit's symbols; valid until the unit is completed or disposed. Before it is completed also such as its object
 * turns out not to have. */
const struct autojit_symbol *autojit_llvm_symbols(const autojit_unit *unit, uint32_t *count);

void autojit_llvm_dispose_unit(autojit_unit *unit);

/* Runs ld.lld over the objects with these options and returns what it linked, which the caller
 * disposes. The objects stay the caller's. Never exits, never leaves a file, a thread or a signal
 * handler behind; *error holds lld's own words. */
LLVMMemoryBufferRef autojit_llvm_link(const char *const *options, uint32_t option_count,
                                      const LLVMMemoryBufferRef *objects, uint32_t object_count,
                                      char **error);

/* The same for one object of autojit_llvm_generate_fast, with the options of an image and without lld: a tenth of the time.
 * Null when the object has in it what only lld knows. By any thread. */
LLVMMemoryBufferRef autojit_llvm_link_alone(LLVMMemoryBufferRef object);

void autojit_llvm_free(char *text);

/* Readies the X86 back end. Once, before anything else. */
void autojit_llvm_initialize(void);

/* Several threads will use this library: from now on its heap makes them wait for each other, where it
 * otherwise leaves memory behind rather than wait. Not in a process that forks. */
void autojit_llvm_use_threads(void);

/* Bytes of LLVM's private heap in use, for tests of leaks. */
size_t autojit_llvm_heap_in_use(void);

/* Makes the calling thread's copy of LLVM's thread-local variables. */
void autojit_llvm_touch_thread(void);

#ifdef __cplusplus
}
#endif
#endif
