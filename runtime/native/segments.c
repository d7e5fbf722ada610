/* segments.c - whether bytes lie in what is loaded of a program or library. */
#include "native.h"

int autojit_is_loaded(const Elf64_Phdr *segments, int count, uint32_t rights, uint64_t address,
                      uint64_t size) {
  for (int i = 0; i < count; ++i) {
    uint64_t offset = address - segments[i].p_vaddr;
    if (segments[i].p_type == PT_LOAD && (segments[i].p_flags & rights) == rights &&
        address >= segments[i].p_vaddr && offset <= segments[i].p_memsz &&
        size <= segments[i].p_memsz - offset)
      return 1;
  }
  return 0;
}
