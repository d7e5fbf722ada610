/* constructors.c - this library's constructors, run sooner where a first call comes before them.
 *
 * The loader runs a library's constructors in an order of its own. Those of the C++ library allocate: a malloc of the
 * program's may be called, and what it calls may be a stub, while ours have not run. They are run then, and the loader
 * finds nothing left to do. Source: the ELF specification, DT_INIT_ARRAY. */
#include "native.h"

#include <unistd.h>

enum { LEFT = 64 }; /* There are thirteen. */

typedef void (*constructor)(int, char **, char **);
extern constructor __init_array_start[] __attribute__((visibility("hidden")));
extern constructor __init_array_end[] __attribute__((visibility("hidden")));

volatile int autojit_is_constructed; /* Else its compiler runs the first one while compiling. */

/* The first one. */
__attribute__((constructor(101))) static void begin(void) { autojit_is_constructed = 1; }

static void nothing(int count, char **arguments, char **variables) { (void)count, (void)arguments, (void)variables; }

static constructor left[LEFT];
static size_t count;

static void take_all(void) {
  for (constructor *next = __init_array_start; next < __init_array_end && count < LEFT; ++next) {
    left[count++] = *next;
    *next = nothing;
  }
}

void autojit_construct(void) {
  autojit_is_constructed = 1;
  autojit_write_read_only(take_all);
  for (size_t i = 0; i < count; ++i)
    left[i](0, NULL, __environ);
}
