// An ifunc called from its own unit and another one, by name and by pointer.
// RUN: %same %s %S/Inputs/ifunc-user.c --mix --expect 'own 11 other 12 pointer 13 address 14'
// RUN: %same %s %S/Inputs/ifunc-user.c --flags=-fPIC --link='-Wl,-z,now' --levels 0 --expect 'own 11 other 12 pointer 13 address 14'

#include <stdio.h>

static int fast(int x) { return x + 10; }

static int slow(int x) { return x + 1000; }

static int (*resolve(void))(int) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("sse2") ? fast : slow;
}

int dispatched(int) __attribute__((ifunc("resolve")));
int call_dispatched(int);
int (*dispatched_address(void))(int);

int main(void) {
  int (*pointer)(int) = dispatched;
  printf("own %d other %d pointer %d address %d\n", dispatched(1), call_dispatched(2), pointer(3),
         dispatched_address()(4));
  return 0;
}
