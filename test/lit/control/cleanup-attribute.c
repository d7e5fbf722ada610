// __attribute__((cleanup)) in C with -fexceptions, and normal leaving.
// RUN: %same %s --plain %S/Inputs/throw-through-c.cpp --flags=-fexceptions --link=-lstdc++ --expect 'cleaned 2'

#include <stdio.h>
int catch_around(void (*)(void));
void throw_now(void);
static int cleaned;

static void clean(int *value) { cleaned += *value; }

static void through(void) {
  __attribute__((cleanup(clean))) int one = 1;
  throw_now();
}

static void normal(void) { __attribute__((cleanup(clean))) int one = 1; }

int main(void) {
  int caught = catch_around(through);
  normal();
  printf("cleaned %d\n", cleaned * caught);
  return 0;
}
