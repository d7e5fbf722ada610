// RUN: %same %s --flags='-mcmodel=medium' --expect 'sum 49995000 hello'
// RUN: %same %s --flags='-mcmodel=large' --expect 'sum 49995000 hello'
// RUN: %same %s --flags='-mcmodel=large -fno-pie' --link=-no-pie --expect 'sum 49995000 hello'

#include <stdio.h>
static int big[10000];
static const char *text = "hello";

static long sum(void) {
  long total = 0;
  for (int i = 0; i < 10000; i++)
    total += big[i];
  return total;
}

int main(void) {
  for (int i = 0; i < 10000; i++)
    big[i] = i;
  printf("sum %ld %s\n", sum(), text);
  return 0;
}
