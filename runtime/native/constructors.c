/* constructors.c - this library's constructors, run sooner where a first call comes before them.
 *
 * The loader runs a library's constructors in an order of its own. Those of the C++ library allocate: a malloc of the
 * program's may be called, and what it calls may be a stub, while ours have not run. They are run then, and the loader
 * finds nothing left to do. Source: the ELF specification, DT_INIT_ARRAY. */
#include "native.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef void (*constructor)(int, char **, char **);
extern constructor __init_array_start[] __attribute__((visibility("hidden")));
extern constructor __init_array_end[] __attribute__((visibility("hidden")));

volatile int autojit_is_constructed; /* Else its compiler runs the first one while compiling. */

/* The first one. */
__attribute__((constructor(101))) static void begin(void) { autojit_is_constructed = 1; }

static void nothing(int count, char **arguments, char **variables) { (void)count, (void)arguments, (void)variables; }

void autojit_construct(void) {
  autojit_is_constructed = 1;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t start = (uintptr_t)__init_array_start & ~(page - 1);
  size_t size = (uintptr_t)__init_array_end - start;
  if (syscall(SYS_mprotect, start, size, PROT_READ | PROT_WRITE) != 0)
    return;
  for (constructor *next = __init_array_start; next < __init_array_end; ++next) {
    constructor run = *next;
    *next = nothing;
    run(0, NULL, __environ);
  }
  syscall(SYS_mprotect, start, size, PROT_READ);
}
