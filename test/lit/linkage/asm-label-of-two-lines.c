// A function's assembly name may have any character.
// RUN: %same %s --expect 'two lines 12'

#include <stdio.h>

int two_lines(int x) __asm__("two\nlines");
int two_lines(int x) { return x * 3; }
static int local(int x) __asm__("a\ttab and \"quotes\"");
static int local(int x) { return x + 3; }

int main(void) {
  printf("two lines %d\n", two_lines(local(1)));
  return 0;
}
