#include <stdio.h>

#ifndef STEP
#define STEP 1
#endif

static int value = 2;

__attribute__((noinline)) static int local(void) {
  value += STEP;
  return printf("one local %d\n", value);
}

int one(void) {
  int result = local();
  fflush(stdout);
  return result;
}
