// RLIMIT_AS: the runtime reserves no more address space than it uses.
// RUN: %same %s --expect 'limited value 50'

#include <stdio.h>
#include <sys/resource.h>

static int first(int x) { return x + 1; }

static int lazy(int x) { return x * 5; }

int main(void) {
  struct rlimit limit = {512ul << 20, 512ul << 20};
  if (setrlimit(RLIMIT_AS, &limit))
    return 1;
  printf("limited value %d\n", lazy(first(9)));
  return 0;
}
