/* Memory that a compiler is sure to write to comes in pieces as large as the kernel has them: a fault for each page was a third
 * of what a first run of a small program took. */
#include <stdint.h>
#include <sys/mman.h>

#include "../../runtime/private-libc/allocator.h"

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* Before LLVM's constructors, which write to nearly all pages of its variables. Kernels before 5.14 refuse, which does no harm. */
__attribute__((constructor(101))) static void populate(void) {
  extern char __bss_start[] __attribute__((visibility("hidden"))), _end[] __attribute__((visibility("hidden")));
  const uintptr_t page = 4096;
  uintptr_t start = ((uintptr_t)__bss_start + page - 1) & ~(page - 1), end = (uintptr_t)_end & ~(page - 1);
  madvise((void *)start, end - start, MADV_POPULATE_WRITE);
  autojit_heap_grows_fast();
}
