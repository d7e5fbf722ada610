/* libc_calls.c - what we call in the C library is the C library's.
 *
 * A program may define read, getenv or clock_gettime itself, and the loader binds everybody's calls to its definition:
 * which may count its calls, answer what it likes, and call what is compiled by us. So our own calls are bound anew, by
 * name and version as the loader does it, where they lead into the program. Interposed libraries (LD_PRELOAD) keep theirs.
 * Sources: the ELF specification, its GNU extensions for symbol versions and hashes. */
#include "native.h"

#include <dlfcn.h>
#include <gnu/libc-version.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PAGE = 4096, VERSION = 0x7fff };

extern ElfW(Dyn) _DYNAMIC[] __attribute__((visibility("hidden")));
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

/* A loaded library, by its dynamic section. The loader has relocated what it says there, but for two. */
struct library {
  uintptr_t base;
  const ElfW(Sym) * symbols;
  const char *names;
  const ElfW(Versym) * versions; /* of symbols */
  const ElfW(Verneed) * needed;
  const ElfW(Verdef) * defined;
  const uint32_t *hash;
  const ElfW(Rela) * tables[2];
  size_t sizes[2];
};

static struct library read_library(uintptr_t base, const ElfW(Dyn) * entry) {
  struct library of = {.base = base};
  for (; entry->d_tag != DT_NULL; ++entry) {
    const void *there = (const void *)entry->d_un.d_ptr;
    switch (entry->d_tag) {
    case DT_SYMTAB: of.symbols = there; break;
    case DT_STRTAB: of.names = there; break;
    case DT_VERSYM: of.versions = there; break;
    case DT_VERNEED: of.needed = (const void *)(base + entry->d_un.d_ptr); break;
    case DT_VERDEF: of.defined = (const void *)(base + entry->d_un.d_ptr); break;
    case DT_GNU_HASH: of.hash = there; break;
    case DT_RELA: of.tables[0] = there; break;
    case DT_JMPREL: of.tables[1] = there; break;
    case DT_RELASZ: of.sizes[0] = entry->d_un.d_val; break;
    case DT_PLTRELSZ: of.sizes[1] = entry->d_un.d_val; break;
    default: break;
    }
  }
  return of;
}

/* The name of the version that a symbol of ours wants; null when it wants none. */
static const char *wanted_version(const struct library *of, uint32_t symbol) {
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

static const char *defined_version(const struct library *of, uint32_t symbol) {
  for (const ElfW(Verdef) *version = of->defined;; version = (const void *)((const char *)version + version->vd_next)) {
    if (version->vd_ndx == (of->versions[symbol] & VERSION))
      return of->names + ((const ElfW(Verdaux) *)((const char *)version + version->vd_aux))->vda_name;
    if (version->vd_next == 0)
      return NULL;
  }
}

static uint32_t hash_of(const char *name) {
  uint32_t hash = 5381;
  for (; *name; ++name)
    hash = hash * 33 + (unsigned char)*name;
  return hash;
}

/* Zero when the library has no such function. */
static uintptr_t find(const struct library *in, const char *name, const char *version) {
  uint32_t buckets = in->hash[0], first = in->hash[1], words = in->hash[2], hash = hash_of(name);
  const uint32_t *bucket = in->hash + 4 + words * 2, *chain = bucket + buckets;
  for (uint32_t i = bucket[hash % buckets]; i >= first; ++i) {
    const ElfW(Sym) *symbol = &in->symbols[i];
    if ((chain[i - first] | 1) == (hash | 1) && symbol->st_shndx != SHN_UNDEF && strcmp(in->names + symbol->st_name, name) == 0) {
      const char *defined = defined_version(in, i);
      if (defined && strcmp(defined, version) == 0) {
        uintptr_t address = in->base + symbol->st_value;
        return ELF64_ST_TYPE(symbol->st_info) == STT_GNU_IFUNC ? ((uintptr_t(*)(void))address)() : address;
      }
    }
    if (chain[i - first] & 1)
      return 0;
  }
  return 0;
}

static int is_in_program(struct dl_phdr_info *program, size_t size, void *address) {
  (void)size; /* The program is the first one. */
  return autojit_is_loaded(program->dlpi_phdr, program->dlpi_phnum, PF_X, (uintptr_t)address - program->dlpi_addr, 1) ? 1 : -1;
}

int autojit_is_of_program(const void *function) { return dl_iterate_phdr(is_in_program, (void *)function) == 1; }

static int is_read_only(uintptr_t address) {
  const ElfW(Phdr) *segment = (const void *)((const char *)&__ehdr_start + __ehdr_start.e_phoff);
  for (int i = 0; i < __ehdr_start.e_phnum; ++i)
    if (segment[i].p_type == PT_GNU_RELRO)
      return address - (uintptr_t)&__ehdr_start - segment[i].p_vaddr < segment[i].p_memsz;
  return 0;
}

static void write_word(uintptr_t *word, uintptr_t value) {
  uintptr_t page = (uintptr_t)word & ~(uintptr_t)(PAGE - 1);
  int was_read_only = is_read_only((uintptr_t)word);
  if (was_read_only && syscall(SYS_mprotect, page, PAGE, PROT_READ | PROT_WRITE) != 0)
    return;
  *word = value;
  if (was_read_only)
    syscall(SYS_mprotect, page, PAGE, PROT_READ);
}

__attribute__((constructor(101))) static void bind_own_calls(void) {
  Dl_info info;
  struct link_map *map;
  if (!dladdr1((void *)gnu_get_libc_version, &info, (void **)&map, RTLD_DL_LINKMAP) || !map)
    return;
  struct library libc = read_library(map->l_addr, map->l_ld), own = read_library((uintptr_t)&__ehdr_start, _DYNAMIC);
  if (!libc.hash || !libc.versions || !libc.defined)
    return;
  for (int table = 0; table < 2; ++table)
    for (size_t i = 0; i < own.sizes[table] / sizeof(ElfW(Rela)); ++i) {
      const ElfW(Rela) *relocation = &own.tables[table][i];
      uint32_t symbol = ELF64_R_SYM(relocation->r_info), type = ELF64_R_TYPE(relocation->r_info);
      if (symbol == 0 || own.symbols[symbol].st_shndx != SHN_UNDEF || (type != R_X86_64_GLOB_DAT && type != R_X86_64_JUMP_SLOT))
        continue;
      uintptr_t *word = (uintptr_t *)(own.base + relocation->r_offset);
      const char *version = autojit_is_of_program((void *)*word) ? wanted_version(&own, symbol) : NULL;
      uintptr_t address = version ? find(&libc, own.names + own.symbols[symbol].st_name, version) : 0;
      if (address)
        write_word(word, address);
    }
}
