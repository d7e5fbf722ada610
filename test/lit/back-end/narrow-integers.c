// Integers of widths that no register has: what is above them is anything, in a shift's count and in what LLVM's code is handed.
// RUN: %same %s --expect '1 2 4 1 fffffd'

#include <stdio.h>
typedef unsigned _BitInt(3) three;
typedef unsigned _BitInt(24) twenty_four;

__attribute__((noinline)) static int shift(int v, int a, int b) {
  three x = (three)v, y = (three)a, z = (three)b;
  return (int)(three)(x << (three)(y + z));
}

// long double is LLVM's.
__attribute__((noinline)) static unsigned pass(long double x, twenty_four v) { return x > 0 ? (unsigned)v : 0; }

__attribute__((noinline)) static unsigned hand_on(unsigned a, unsigned b) {
  twenty_four x = (twenty_four)a, y = (twenty_four)b;
  return pass(1, x * y);
}

int main(void) {
  printf("%d %d %d ", shift(1, 7, 1), shift(1, 6, 3), shift(1, 7, 3));
  printf("%x %x\n", hand_on(0xffffff, 0xffffff), hand_on(0xffffff, 3));
}
