// UndefinedBehaviorSanitizer's checks are the front end's: the functions stay lazy, the messages the same.
// RUN: %same %s --flags='-fsanitize=undefined -fno-sanitize=function -g' --expect 'done'
// RUN: %same %s --flags='-fsanitize=undefined -fno-sanitize=function -fsanitize-trap=undefined' --exit SIGILL
// RUN: %same %s --flags='-fsanitize=undefined -fno-sanitize=function -fno-sanitize-recover=undefined' --exit 1 --levels 0
// RUN: %same %s --flags='-fsanitize=integer -fsanitize-minimal-runtime' --ignore='0x[0-9a-f]+' --expect 'done' --levels 0

#include <limits.h>
#include <stdio.h>

static int add(int a, int b) { return a + b; }

static int shift(int a, int b) { return a << b; }

static int index_of(int i) {
  static int values[4] = {1, 2, 3, 4};
  return values[i & 3];
}

int main(void) {
  volatile int big = INT_MAX, far = 33;
  volatile int sum = add(big, 1) + index_of(1);
  sum = shift(1, far);
  puts("done");
  return 0;
}
