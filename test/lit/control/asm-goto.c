// Inline assembly that jumps to labels, with and without outputs; a variable in a named register.
// RUN: %same %s --expect 'jumps 1 2 outputs -1 14 stack 1'

#include <stdio.h>

static int jumps(int x) {
  __asm__ goto("testl %0, %0\n\tjne %l[yes]" : : "r"(x) : "cc" : yes);
  return 1;
yes:
  return 2;
}

static int outputs(int x) {
  int copy;
  __asm__ goto("movl %1, %0\n\ttestl %1, %1\n\tje %l2" : "=&r"(copy) : "r"(x) : "cc" : zero);
  return copy + 10;
zero:
  return -1;
}

register unsigned long stack_pointer __asm__("rsp");

static int stack_is_near(void) {
  char local;
  return (unsigned long)&local - stack_pointer + 2048 < 4096;
}

int main(void) {
  printf("jumps %d %d outputs %d %d stack %d\n", jumps(0), jumps(1), outputs(0), outputs(4), stack_is_near());
  return 0;
}
