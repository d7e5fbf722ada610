/* library_symbols.c - functions of a loaded library, found without the loader: by its tables in memory.
 *
 * Sources: the ELF specification, its GNU extensions for hashes and versions of symbols. */
#include "library_symbols.h"

#include "native.h"

#include <string.h>

enum { VERSION = 0x7fff, NOT_THE_DEFAULT = 0x8000 };

struct autojit_library autojit_read_library(uintptr_t base, const ElfW(Dyn) * entry) {
  struct autojit_library of = {.base = base};
  for (; entry && entry->d_tag != DT_NULL; ++entry) {
    /* The loader relocates most of them, and not in libraries that lie above it. */
    uintptr_t value = entry->d_un.d_ptr;
    const void *there = (const void *)(value < base ? base + value : value);
    switch (entry->d_tag) {
    case DT_SYMTAB: of.symbols = there; break;
    case DT_STRTAB: of.names = there; break;
    case DT_VERSYM: of.versions = there; break;
    case DT_VERNEED: of.needed = there; break;
    case DT_VERDEF: of.defined = there; break;
    case DT_GNU_HASH: of.hash = there; break;
    case DT_RELA: of.relocations[0] = there; break;
    case DT_JMPREL: of.relocations[1] = there; break;
    case DT_RELASZ: of.counts[0] = value / sizeof(ElfW(Rela)); break;
    case DT_PLTRELSZ: of.counts[1] = value / sizeof(ElfW(Rela)); break;
    default: break;
    }
  }
  return of;
}

const char *autojit_wanted_version(const struct autojit_library *of, uint32_t symbol) {
  if (!of->versions || !of->needed)
    return NULL;
  for (const ElfW(Verneed) *file = of->needed;; file = (const void *)((const char *)file + file->vn_next)) {
    const ElfW(Vernaux) *version = (const void *)((const char *)file + file->vn_aux);
    for (int i = 0; i < file->vn_cnt; ++i) {
      if (version->vna_other == (of->versions[symbol] & VERSION))
        return of->names + version->vna_name;
      version = (const void *)((const char *)version + version->vna_next);
    }
    if (file->vn_next == 0)
      return NULL;
  }
}

static int has_version(const struct autojit_library *of, uint32_t symbol, const char *name) {
  if (!name)
    return !of->versions || !(of->versions[symbol] & NOT_THE_DEFAULT);
  if (!of->versions || !of->defined)
    return 0;
  for (const ElfW(Verdef) *version = of->defined;; version = (const void *)((const char *)version + version->vd_next)) {
    if (version->vd_ndx == (of->versions[symbol] & VERSION))
      return strcmp(of->names + ((const ElfW(Verdaux) *)((const char *)version + version->vd_aux))->vda_name, name) == 0;
    if (version->vd_next == 0)
      return 0;
  }
}

void *autojit_find_function(const struct autojit_library *in, const char *name, const char *version) {
  const uint32_t *table = in->hash;
  if (!table || !in->symbols || !in->names || table[0] == 0)
    return NULL;
  uint32_t wanted = 5381;
  for (const char *at = name; *at; ++at)
    wanted = wanted * 33 + (uint8_t)*at;
  const uint32_t first = table[1], *buckets = table + 4 + 2 * table[2], *chains = buckets + table[0];
  for (uint32_t i = buckets[wanted % table[0]]; i >= first && i != 0; ++i) {
    const ElfW(Sym) *symbol = &in->symbols[i];
    uint32_t type = ELF64_ST_TYPE(symbol->st_info), hash = chains[i - first];
    if ((hash | 1) == (wanted | 1) && strcmp(in->names + symbol->st_name, name) == 0 && symbol->st_shndx != SHN_UNDEF &&
        (type == STT_FUNC || type == STT_GNU_IFUNC) && has_version(in, i, version)) {
      void *address = (void *)(in->base + symbol->st_value);
      if (type != STT_GNU_IFUNC)
        return address;
      void *(*choose)(void);
      *(void **)&choose = address;
      return choose();
    }
    if (hash & 1)
      break;
  }
  return NULL;
}
