// -ftrap-function: a call that only the code generator makes. Who traps stays; the handler is lazy.
// RUN: %same %s --flags=-ftrap-function=on_trap --exit 3 --expect 'trap 7'

#include <stdio.h>
#include <stdlib.h>

__attribute__((visibility("hidden"))) void on_trap(void);

static int code(void) { return 7; }

void on_trap(void) {
  printf("trap %d\n", code());
  fflush(stdout);
  _Exit(3);
}

static int checked(volatile int *p) {
  if (*p)
    __builtin_trap();
  return 1;
}

int main(void) {
  volatile int yes = 1;
  return checked(&yes);
}
