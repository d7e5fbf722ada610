// RLIMIT_FSIZE 0: nothing can be written into the cache, and no SIGXFSZ reaches the program. Nor does a small RLIMIT_STACK
// matter.
// RUN: %same %s --no-warm-check --expect 'limited 5 6'
// REQUIRES: in-process

#include <stdio.h>
#include <sys/resource.h>

static int first(int x) { return x + 1; }
static int second(int x) { return x + 2; }

int main(void) {
  struct rlimit none = {0, 0}, small = {256 << 10, 256 << 10};
  if (setrlimit(RLIMIT_FSIZE, &none) || setrlimit(RLIMIT_STACK, &small))
    return 1;
  int (*volatile functions[])(int) = {first, second};
  printf("limited %d %d\n", functions[0](4), functions[1](4));
  return 0;
}
