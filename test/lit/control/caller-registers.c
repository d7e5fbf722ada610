// A first call destroys no register that the C convention keeps: rbx, rbp, r12-r15, the stack pointer
// and the direction flag.
// RUN: %same %s --plain %S/Inputs/callee-saved.c --expect 'kept 1'

#include <stdio.h>
int call_and_compare(void (*function)(void));

void lazy(void) {}

int main(void) {
  printf("kept %d\n", call_and_compare(lazy));
  return 0;
}
