/* pages.c - memory that can be given back. */
#include "client.h"

#include <sys/mman.h>

void *pages_take(size_t size) {
  void *memory =
      mmap(NULL, size ? size : 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

void pages_return(void *memory, size_t size) {
  if (memory)
    munmap(memory, size ? size : 1);
}
