/* populate.c - memory that is sure to be written to, all at once: a fault for each page is dear where the processor does not help
 * with page tables, and was a third of what a first run of a small program took. Linux 5.14; older kernels refuse, which does no
 * harm. */
#include <stdint.h>
#include <sys/mman.h>

#include "allocator.h"

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

void autojit_populate(void *from, void *to) {
  const uintptr_t page = 4096;
  uintptr_t start = (uintptr_t)from & ~(page - 1), end = (uintptr_t)to & ~(page - 1);
  if (start < end)
    madvise((void *)start, end - start, MADV_POPULATE_WRITE);
}

void autojit_populate_variables(void) {
  extern char __bss_start[] __attribute__((visibility("hidden"))), _end[] __attribute__((visibility("hidden")));
  autojit_populate(__bss_start, _end);
}
