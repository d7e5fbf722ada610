// musttail over functions of the unit, of another unit and through pointers: the stack must not grow.
// RUN: %same %s %S/Inputs/tail.c --mix --expect 'steps 3000000'

#include <stdio.h>
long other_step(long n, long steps);
long pointer_step(long n, long steps);
static long (*volatile pointer)(long, long) = pointer_step;

static long local_step(long n, long steps) {
  if (!n)
    return steps;
  __attribute__((musttail)) return other_step(n, steps + 1);
}

long back_step(long n, long steps) { __attribute__((musttail)) return pointer(n, steps + 1); }

long pointer_step(long n, long steps) { __attribute__((musttail)) return local_step(n - 1, steps + 1); }

int main(void) {
  printf("steps %ld\n", local_step(1000000, 0));
  return 0;
}
