// RLIMIT_NPROC and RLIMIT_NOFILE at their smallest: no thread and few descriptors can be had.
// RUN: %same %s --no-warm-check --expect 'value 12'

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static int lazy(int x) { return x + 2; }

int main(void) {
  struct rlimit none = {0, 0}, few = {8, 8};
  setrlimit(RLIMIT_NPROC, &none);
  setrlimit(RLIMIT_NOFILE, &few);
  printf("value %d\n", lazy(10));
  return 0;
}
