/* library_symbols.h - functions of a loaded library, found without the loader. */
#ifndef AUTOJIT_LIBRARY_SYMBOLS_H
#define AUTOJIT_LIBRARY_SYMBOLS_H

#include <link.h>
#include <stddef.h>
#include <stdint.h>

/* Where its tables are; null for those that it lacks. */
struct autojit_library {
  uintptr_t base;
  const ElfW(Sym) * symbols;
  const char *names;
  const ElfW(Versym) * versions; /* of symbols */
  const ElfW(Verneed) * needed;
  const ElfW(Verdef) * defined;
  const uint32_t *hash;
  const ElfW(Rela) * relocations[2]; /* and those of its jump slots */
  size_t counts[2];
};

struct autojit_library autojit_read_library(uintptr_t base, const ElfW(Dyn) * dynamic);

/* The name of the version that a symbol which it only refers to wants; null when it wants none. */
const char *autojit_wanted_version(const struct autojit_library *of, uint32_t symbol);

/* The address of a function, in the version of that name, or in the default one when there is none; null when it has none. */
void *autojit_find_function(const struct autojit_library *in, const char *name, const char *version);

#endif
