/* libc_calls.c - what we call in the C library is the C library's.
 *
 * A program may define read, getenv or clock_gettime itself, and the loader binds everybody's calls to its definition:
 * which may count its calls, answer what it likes, and call what is compiled by us. So our own calls are bound anew, by
 * name and version as the loader does it, where they lead into the program. Interposed libraries (LD_PRELOAD) keep theirs. */
#include "library_symbols.h"
#include "native.h"

#include <dlfcn.h>
#include <gnu/libc-version.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern ElfW(Dyn) _DYNAMIC[] __attribute__((visibility("hidden")));
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

static int is_in_program(struct dl_phdr_info *program, size_t size, void *address) {
  (void)size; /* The program is the first one. */
  return autojit_is_loaded(program->dlpi_phdr, program->dlpi_phnum, PF_X, (uintptr_t)address - program->dlpi_addr, 1) ? 1 : -1;
}

int autojit_is_of_program(const void *function) { return dl_iterate_phdr(is_in_program, (void *)function) == 1; }

enum { PAGE = 4096 };

/* Not by mprotect(), which may be one of them. */
static int protect(uintptr_t start, uintptr_t end, int rights) {
  return start < end ? (int)syscall(SYS_mprotect, start, end - start, rights) : 0;
}

/* The loader has made it read-only when it had relocated us: the addresses of what we call, and of our constructors. */
void autojit_write_read_only(void (*write)(void)) {
  const ElfW(Phdr) *segment = (const void *)((const char *)&__ehdr_start + __ehdr_start.e_phoff);
  uintptr_t start = 0, end = 0;
  for (int i = 0; i < __ehdr_start.e_phnum; ++i)
    if (segment[i].p_type == PT_GNU_RELRO) {
      start = ((uintptr_t)&__ehdr_start + segment[i].p_vaddr) & ~(uintptr_t)(PAGE - 1);
      end = ((uintptr_t)&__ehdr_start + segment[i].p_vaddr + segment[i].p_memsz) & ~(uintptr_t)(PAGE - 1);
    }
  if (protect(start, end, PROT_READ | PROT_WRITE) != 0)
    return;
  write();
  protect(start, end, PROT_READ);
}

static void bind_to(const struct autojit_library *libc, const struct autojit_library *own, const ElfW(Rela) * relocation) {
  uint32_t symbol = ELF64_R_SYM(relocation->r_info), type = ELF64_R_TYPE(relocation->r_info);
  if (symbol == 0 || own->symbols[symbol].st_shndx != SHN_UNDEF || (type != R_X86_64_GLOB_DAT && type != R_X86_64_JUMP_SLOT))
    return;
  void **word = (void **)(own->base + relocation->r_offset);
  const char *version = autojit_is_of_program(*word) ? autojit_wanted_version(own, symbol) : NULL;
  void *address = version ? autojit_find_function(libc, own->names + own->symbols[symbol].st_name, version) : NULL;
  if (address)
    *word = address;
}

static void bind_all(void) {
  struct dl_find_object found; /* Not by dladdr(), which would go through all of its symbols. */
  if (_dl_find_object((void *)gnu_get_libc_version, &found) != 0)
    return;
  struct autojit_library libc = autojit_read_library(found.dlfo_link_map->l_addr, found.dlfo_link_map->l_ld);
  struct autojit_library own = autojit_read_library((uintptr_t)&__ehdr_start, _DYNAMIC);
  for (int table = 0; table < 2; ++table)
    for (size_t i = 0; i < own.counts[table]; ++i)
      bind_to(&libc, &own, &own.relocations[table][i]);
}

__attribute__((constructor(101))) static void bind_own_calls(void) { autojit_write_read_only(bind_all); }
