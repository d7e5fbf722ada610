// -fsanitize=kcfi: the type's hash stands before the function, and indirect calls check it.
// RUN: %same %s --flags=-fsanitize=kcfi --expect 'called 6'
// RUN: %same %s --flags=-fsanitize=kcfi --args=wrong --exit SIGILL

#include <stdio.h>

static int add(int x) { return x + 1; }

static long other(long x, long y) { return x + y; }

int main(int argc, char **argv) {
  (void)argv;
  int (*volatile pointer)(int) = argc > 1 ? (int (*)(int))other : add;
  printf("called %d\n", pointer(5));
  return 0;
}
