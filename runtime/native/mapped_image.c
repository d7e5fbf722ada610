/* mapped_image.c - what the dynamic loader would do for an image, where it cannot be called: see loader_lock.c.
 *
 * An image needs little: it refers to nothing but itself, and has neither constructors nor thread-locals.
 * Unwinders are told of it. What asks the loader for libraries, dladdr() and debuggers, does not know it. */
#include "library_symbols.h"
#include "native.h"

#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096 };

static uintptr_t page_of(uintptr_t address) { return address & ~(uintptr_t)(PAGE - 1); }
static uintptr_t page_after(uintptr_t address) { return page_of(address + PAGE - 1); }

static const ElfW(Phdr) * segments_of(const void *file, int *count) {
  const ElfW(Ehdr) *header = file;
  *count = header->e_phoff + header->e_phnum * sizeof(ElfW(Phdr)) <= PAGE ? header->e_phnum : 0;
  return (const void *)((const char *)file + header->e_phoff);
}

static size_t extent(const void *file) {
  int count;
  const ElfW(Phdr) *segment = segments_of(file, &count);
  size_t end = 0;
  for (; count > 0; --count, ++segment)
    if (segment->p_type == PT_LOAD && segment->p_vaddr + segment->p_memsz > end)
      end = segment->p_vaddr + segment->p_memsz;
  return page_after(end);
}

static int map_segment(char *base, const ElfW(Phdr) * segment, int fd) {
  int rights = (segment->p_flags & PF_R ? PROT_READ : 0) |
               (segment->p_flags & PF_W ? PROT_WRITE : 0) |
               (segment->p_flags & PF_X ? PROT_EXEC : 0);
  char *start = base + page_of(segment->p_vaddr),
       *file_end = base + segment->p_vaddr + segment->p_filesz;
  char *end = base + page_after(segment->p_vaddr + segment->p_memsz);
  char *mapped_end = (char *)page_after((uintptr_t)file_end);
  if (segment->p_filesz > 0 &&
      mmap(start, (size_t)(file_end - start), rights, MAP_PRIVATE | MAP_FIXED, fd,
           (off_t)page_of(segment->p_offset)) == MAP_FAILED)
    return 0;
  if (segment->p_filesz == 0)
    mapped_end = start;
  if (end > mapped_end && mmap(mapped_end, (size_t)(end - mapped_end), rights,
                               MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
    return 0;
  if (segment->p_memsz > segment->p_filesz && mapped_end > file_end)
    memset(file_end, 0, (size_t)(mapped_end - file_end));
  return 1;
}

static int relocate(char *base, const ElfW(Dyn) * entry) {
  const ElfW(Rela) *relocation = NULL;
  size_t size = 0;
  for (; entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == DT_RELA)
      relocation = (const void *)(base + entry->d_un.d_ptr);
    if (entry->d_tag == DT_RELASZ)
      size = entry->d_un.d_val;
    if (entry->d_tag == DT_RELR || entry->d_tag == DT_INIT_ARRAY)
      return 0;
  }
  for (; size >= sizeof *relocation; size -= sizeof *relocation, ++relocation)
    if (ELF64_R_TYPE(relocation->r_info) == R_X86_64_RELATIVE)
      *(char **)(base + relocation->r_offset) = base + relocation->r_addend;
    else if (ELF64_R_TYPE(relocation->r_info) != R_X86_64_NONE)
      return 0;
  return 1;
}

/* Where .eh_frame is, from the header that lld writes: version, and how the pointer is encoded. */
static void *frames_at(char *header) {
  static const char relative[] = {1, 0x1b /* DW_EH_PE_pcrel | DW_EH_PE_sdata4 */};
  int32_t distance;
  memcpy(&distance, header + 4, sizeof distance);
  return memcmp(header, relative, sizeof relative) == 0 ? header + 4 + distance : NULL;
}

static void *frames_of(char *base) {
  int count;
  const ElfW(Phdr) *segment = segments_of(base, &count);
  for (; count > 0; --count, ++segment)
    if (segment->p_type == PT_GNU_EH_FRAME)
      return frames_at(base + segment->p_vaddr);
  return NULL;
}

/* libgcc's __register_frame calls malloc: a program's own may need this very image. LLVM's libunwind has the other way only. */
static int has_own_malloc(void) { return autojit_is_of_program(autojit_find_without_loader("malloc")); }

enum { OBJECT_SIZE = 64 }; /* of what libgcc remembers a table by: six words */

static void tell_unwinder(char *base) {
  void *frames = frames_of(base);
  void (*tell)(void *);
  void (*tell_with)(void *, void *);
  if (!frames)
    return;
  if (!has_own_malloc()) {
    *(void **)&tell = autojit_find_without_loader("__register_frame");
    if (tell)
      tell(frames);
    return;
  }
  *(void **)&tell_with = autojit_find_without_loader("__register_frame_info");
  void *object = tell_with ? calloc(1, OBJECT_SIZE) : NULL;
  if (object)
    tell_with(frames, object);
}

static void untell_unwinder(char *base) {
  void *frames = frames_of(base);
  void (*forget)(void *);
  void *(*forget_with)(void *);
  if (!frames)
    return;
  if (!has_own_malloc()) {
    *(void **)&forget = autojit_find_without_loader("__deregister_frame");
    if (forget)
      forget(frames);
    return;
  }
  *(void **)&forget_with = autojit_find_without_loader("__deregister_frame_info");
  if (forget_with)
    free(forget_with(frames));
}

static int fill(char *base, int fd) {
  int count;
  /* The first segment is mapped first, and has the headers. */
  const ElfW(Phdr) *segment = segments_of(base, &count);
  const ElfW(Dyn) *dynamic = NULL;
  for (; count > 0; --count, ++segment) {
    if (segment->p_type == PT_LOAD && !map_segment(base, segment, fd))
      return 0;
    if (segment->p_type == PT_DYNAMIC)
      dynamic = (const void *)(base + segment->p_vaddr);
    if (segment->p_type == PT_TLS)
      return 0;
  }
  return dynamic && relocate(base, dynamic);
}

void *autojit_map_image(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  char *base = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
  if (base != MAP_FAILED) {
    size_t size = extent(base);
    munmap(base, PAGE);
    /* A copy of the first pages lies below the segments until they are mapped. */
    base = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (base != MAP_FAILED && !fill(base, fd)) {
      munmap(base, size);
      base = MAP_FAILED;
    }
  }
  autojit_close(fd);
  if (base == MAP_FAILED)
    return NULL;
  tell_unwinder(base);
  return base;
}

void autojit_unmap_image(void *base) {
  untell_unwinder(base);
  munmap(base, extent(base));
}

struct wanted {
  const char *name;
  void *address;
};

static int look_up(struct dl_phdr_info *library, size_t size, void *argument) {
  (void)size;
  struct wanted *wanted = argument;
  for (int i = 0; i < library->dlpi_phnum && !wanted->address; ++i)
    if (library->dlpi_phdr[i].p_type == PT_DYNAMIC) {
      struct autojit_library in =
          autojit_read_library(library->dlpi_addr, (const void *)(library->dlpi_addr + library->dlpi_phdr[i].p_vaddr));
      wanted->address = autojit_find_function(&in, wanted->name, NULL);
    }
  return wanted->address != NULL;
}

void *autojit_find_without_loader(const char *name) {
  struct wanted wanted = {name, NULL};
  dl_iterate_phdr(look_up, &wanted);
  return wanted.address;
}
