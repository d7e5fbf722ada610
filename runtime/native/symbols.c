/* symbols.c - finds a function's name in the symbol table of an ELF file. Nothing in the file is
 * trusted: it is somebody's program, and may be on a disk that is failing. */
#include "native.h"

#include <elf.h>
#include <string.h>

/* The bytes of a section, or null when they are not inside the file. */
static const uint8_t *section_at(const uint8_t *file, size_t size, uint64_t table, uint32_t index,
                                 Elf64_Shdr *section) {
  memcpy(section, file + table + (uint64_t)index * sizeof *section, sizeof *section);
  if (section->sh_type == SHT_NOBITS || section->sh_offset > size ||
      section->sh_size > size - section->sh_offset)
    return NULL;
  return file + section->sh_offset;
}

int autojit_find_symbol(const uint8_t *file, size_t size, uint64_t wanted, char *name,
                        uint32_t name_size) {
  Elf64_Ehdr header;
  if (size < sizeof header || memcmp(file, ELFMAG, SELFMAG) != 0 || file[EI_CLASS] != ELFCLASS64)
    return 0;
  memcpy(&header, file, sizeof header);
  if (header.e_shoff > size || (size - header.e_shoff) / sizeof(Elf64_Shdr) < header.e_shnum)
    return 0;
  for (uint32_t i = 0; i < header.e_shnum; ++i) {
    Elf64_Shdr table, strings;
    const uint8_t *symbols = section_at(file, size, header.e_shoff, i, &table);
    if (!symbols || table.sh_type != SHT_SYMTAB || table.sh_link >= header.e_shnum)
      continue;
    const uint8_t *texts = section_at(file, size, header.e_shoff, table.sh_link, &strings);
    if (!texts)
      continue;
    for (uint64_t at = 0; table.sh_size - at >= sizeof(Elf64_Sym); at += sizeof(Elf64_Sym)) {
      Elf64_Sym symbol;
      memcpy(&symbol, symbols + at, sizeof symbol);
      if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC || symbol.st_value > wanted ||
          wanted - symbol.st_value >= symbol.st_size || symbol.st_name >= strings.sh_size)
        continue;
      size_t length =
          strnlen((const char *)texts + symbol.st_name, strings.sh_size - symbol.st_name);
      length = length < name_size ? length : name_size;
      memcpy(name, texts + symbol.st_name, length);
      return (int)length;
    }
  }
  return 0;
}
