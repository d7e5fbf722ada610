// RUN: %same %s --flags=-fwrapv --expect 'wrapped 1 1'
// RUN: %same %s --flags=-ftrapv --exit SIGILL
// RUN: %same %s --flags='-fno-strict-overflow -fno-strict-aliasing' --expect 'wrapped 1 1'

#include <limits.h>
#include <stdio.h>

static int next_is_smaller(int x) { return x + 1 < x; }

static int negate(int x) { return -x == x; }

int main(void) {
  volatile int big = INT_MAX, small = INT_MIN;
  printf("wrapped %d %d\n", next_is_smaller(big), negate(small));
  return 0;
}
