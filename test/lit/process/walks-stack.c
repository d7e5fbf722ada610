// A program that counts its frames has as many as the optimised one, also where another file does the counting.
// RUN: %same %s %S/Inputs/walks-stack.c --levels=2 --expect 'same 1'
#include <stdio.h>

int frames(void);

static int inlined(void) { return frames() + 0; }
__attribute__((noinline)) static int in_tail_position(void) { return frames(); }

int main(void) {
  int here = frames();
  int one = inlined() - here, two = in_tail_position() - here;
  printf("inlined %d, in tail position %d\n", one, two);
  printf("same %d\n", here == frames());
  return 0;
}
