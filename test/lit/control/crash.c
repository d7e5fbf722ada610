// A fault in lazy code ends the program with the same signal and no word of the runtime.
// RUN: %same %s --exit SIGSEGV

#include <stdio.h>

static int read_from(volatile int *where) { return *where; }

int main(void) {
  puts("before");
  fflush(stdout);
  return read_from((int *)16);
}
