// Absolute 32-bit relocations cannot reach lazily compiled code: tables, strings, big arrays, switches.
// RUN: %same %s --flags='-fno-pie' --link='-no-pie' --expect 'zero one two many 7 499500'
// RUN: %same %s --flags='-fno-pic -mcmodel=medium' --link='-no-pie' --expect 'zero one two many 7 499500'

#include <stdio.h>
static const char *const names[] = {"zero", "one", "two"};
static int big[1000];

static const char *name(int i) {
  switch (i) {
  case 0:
  case 1:
  case 2:
    return names[i];
  default:
    return "many";
  }
}

int main(void) {
  long sum = 0;
  for (int i = 0; i < 1000; i++)
    big[i] = i;
  for (int i = 0; i < 1000; i++)
    sum += big[i];
  printf("%s %s %s %s %d %ld\n", name(0), name(1), name(2), name(3), big[7], sum);
  return 0;
}
