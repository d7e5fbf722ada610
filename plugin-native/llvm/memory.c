/* A compiler writes to nearly all pages of LLVM's variables, when LLVM's constructors run, and to megabytes of heap. */
#include "../../runtime/private-libc/allocator.h"

__attribute__((constructor(101))) static void before_llvm(void) {
  autojit_populate_variables();
  autojit_heap_grows_fast();
}
