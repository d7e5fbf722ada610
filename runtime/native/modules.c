/* modules.c - finds the module records behind the stubs of loaded programs and libraries.
 *
 * Nothing registers a record: a program that calls nothing lazy pays for nothing. So the stubs are
 * looked for, as ProgramModules.cs does in files, where they are that end in this resolver. */
#include "native.h"

#include <dlfcn.h>
#include <link.h>
#include <string.h>

/* With the text that StubEmitter.cpp writes:
 *      0  ff 25 rel32       jmpq  *descriptor(%rip)
 *      6  41 53             pushq %r11
 *      8  4c 8d 1d rel32    leaq  descriptor(%rip), %r11
 *     15  ff 25 rel32       jmpq  *__autojit_resolve@GOTPCREL(%rip)
 *     or  e9 rel32          jmp   __autojit_resolve, where the static linker knew it */
enum { JUMP_END = 6, LOAD_END = 15, STUB_SIZE = 20, HEADER_PAGE = 4096 };

static const uint8_t *relative(const uint8_t *end) {
  int32_t distance;
  memcpy(&distance, end - sizeof distance, sizeof distance);
  return end + distance;
}

static int is_loaded(const struct dl_phdr_info *object, const void *address, size_t size) {
  return autojit_is_loaded(object->dlpi_phdr, object->dlpi_phnum, PF_R,
                           (uintptr_t)address - object->dlpi_addr, size);
}

static int is_resolver(const void *address) { return address == (const void *)__autojit_resolve; }

static struct autojit_module *record_of(const struct autojit_descriptor *descriptor) {
  return (void *)((uintptr_t)&descriptor->module + (intptr_t)descriptor->module);
}

static const struct autojit_descriptor *descriptor_behind(const struct dl_phdr_info *object,
                                                          const uint8_t *stub) {
  static const uint8_t push_and_load[] = {0x41, 0x53, 0x4c, 0x8d, 0x1d};
  if (memcmp(stub + JUMP_END, push_and_load, sizeof push_and_load) != 0)
    return NULL;
  const uint8_t *taken = relative(stub + LOAD_END);
  const struct autojit_descriptor *descriptor = (const void *)taken;
  if (relative(stub + JUMP_END) != taken ||
      (uintptr_t)taken % _Alignof(struct autojit_descriptor) ||
      !is_loaded(object, taken, sizeof *descriptor) || descriptor->module == 0 /* a thunk */)
    return NULL;
  const uint8_t *end = stub + LOAD_END;
  const void *resolver = NULL;
  if (end[0] == 0xe9) {
    resolver = relative(end + 5);
  } else if (end[0] == 0xff && end[1] == 0x25) {
    const uint8_t *slot = relative(end + 6);
    if (is_loaded(object, slot, sizeof resolver))
      memcpy(&resolver, slot, sizeof resolver);
  }
  const struct autojit_module *record = record_of(descriptor);
  return is_resolver(resolver) && is_loaded(object, record, sizeof *record) ? descriptor : NULL;
}

#ifdef AUTOJIT_STATIC_CLIENT
/* Every program and library has a resolver of its own. */
static int calls_resolver(const struct dl_phdr_info *object) {
  return is_loaded(object, (const void *)__autojit_resolve, 1);
}
#else
/* Whether its GOT has the resolver. */
static int calls_resolver(const struct dl_phdr_info *object) {
  uintptr_t table = 0;
  size_t size = 0, relative_ones = 0;
  for (int i = 0; i < object->dlpi_phnum; ++i)
    if (object->dlpi_phdr[i].p_type == PT_DYNAMIC)
      for (const ElfW(Dyn) *entry =
               (const void *)(object->dlpi_addr + object->dlpi_phdr[i].p_vaddr);
           entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_RELA)
          table = entry->d_un.d_ptr;
        if (entry->d_tag == DT_RELASZ)
          size = entry->d_un.d_val;
        if (entry->d_tag == DT_RELACOUNT)
          relative_ones = entry->d_un.d_val;
      }
  if (table < object->dlpi_addr) /* The loader has not made an address of it. */
    table += object->dlpi_addr;
  if (!is_loaded(object, (const void *)table, size))
    return 0;
  const ElfW(Rela) *at = (const void *)table, *end = at + size / sizeof *at;
  for (at += relative_ones; at < end; ++at) {
    const void *const *slot = (const void *)(object->dlpi_addr + at->r_offset);
    if (ELF64_R_TYPE(at->r_info) == R_X86_64_GLOB_DAT && is_loaded(object, slot, sizeof *slot) &&
        is_resolver(*slot))
      return 1;
  }
  return 0;
}
#endif

struct search {
  uint32_t to_pass;
  struct dl_phdr_info found;
  char name[4096];
};

static int search_in(struct dl_phdr_info *object, size_t size, void *argument) {
  (void)size;
  struct search *search = argument;
  if (!calls_resolver(object) || search->to_pass-- > 0)
    return 0;
  search->found = *object;
  autojit_copy_text(search->name, sizeof search->name, object->dlpi_name);
  return 1;
}

static uint32_t list_records(const struct dl_phdr_info *object, struct autojit_module **records,
                             uint32_t room) {
  uint32_t count = 0;
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || (segment->p_flags & (PF_R | PF_X)) != (PF_R | PF_X) ||
        segment->p_filesz < STUB_SIZE)
      continue;
    const uint8_t *at = (const uint8_t *)(object->dlpi_addr + segment->p_vaddr);
    for (const uint8_t *last = at + segment->p_filesz - STUB_SIZE; at < last; ++at) {
      if (at[0] != 0xff || at[1] != 0x25)
        continue;
      const struct autojit_descriptor *descriptor = descriptor_behind(object, at);
      struct autojit_module *record = descriptor ? record_of(descriptor) : NULL;
      uint32_t known = count;
      while (record && known > 0 && records[known - 1] != record)
        --known;
      if (record && known == 0 && count < room)
        records[count++] = record;
    }
  }
  return count;
}

int autojit_find_modules(uint32_t number, void **held, struct autojit_module **records,
                         uint32_t room) {
  struct search search = {.to_pass = number};
  int count = -1;
  int depth = autojit_guest_release();
  *held = NULL;
  if (dl_iterate_phdr(search_in, &search)) {
    /* The program itself, which nobody unloads, has no name. */
    struct link_map *map;
    if (search.name[0] && autojit_take_loader()) {
      *held = dlopen(search.name, RTLD_LAZY | RTLD_NOLOAD);
      autojit_leave_loader();
    }
    count = !search.name[0] || (*held && dlinfo(*held, RTLD_DI_LINKMAP, &map) == 0 &&
                                map->l_addr == search.found.dlpi_addr)
                ? (int)list_records(&search.found, records, room)
                : 0;
  }
  autojit_guest_reacquire(depth);
  return count;
}

#ifndef AUTOJIT_STATIC_CLIENT
int autojit_is_in_library(const void *address) {
  struct dl_find_object library;
  return _dl_find_object((void *)(uintptr_t)address, &library) == 0;
}

struct autojit_descriptor *autojit_descriptor_of(const void *function) {
  static const uint8_t endbr64[] = {0xf3, 0x0f, 0x1e, 0xfa};
  struct dl_find_object library;
  if (_dl_find_object((void *)(uintptr_t)function, &library) != 0)
    return NULL;
  const ElfW(Ehdr) *header = library.dlfo_map_start;
  if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_phentsize != sizeof(ElfW(Phdr)) ||
      header->e_phoff + header->e_phnum * sizeof(ElfW(Phdr)) > HEADER_PAGE)
    return NULL;
  struct dl_phdr_info object = {.dlpi_addr = library.dlfo_link_map->l_addr,
                                .dlpi_phdr = (const void *)((const char *)header + header->e_phoff),
                                .dlpi_phnum = header->e_phnum};
  const uint8_t *stub = function;
  if (is_loaded(&object, stub, sizeof endbr64) && memcmp(stub, endbr64, sizeof endbr64) == 0)
    stub += sizeof endbr64;
  return is_loaded(&object, stub, STUB_SIZE) && stub[0] == 0xff && stub[1] == 0x25
             ? (struct autojit_descriptor *)descriptor_behind(&object, stub)
             : NULL;
}
#endif

static int count_changes(struct dl_phdr_info *object, size_t size, void *changes) {
  (void)size;
  *(uint64_t *)changes = object->dlpi_adds + object->dlpi_subs;
  return 1;
}

uint64_t autojit_library_changes(void) {
  uint64_t changes = 0;
  int depth = autojit_guest_release();
  dl_iterate_phdr(count_changes, &changes);
  autojit_guest_reacquire(depth);
  return changes;
}
