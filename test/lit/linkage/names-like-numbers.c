// Functions whose names a linker script would read as numbers, called from another unit that they are packed with.
// RUN: %same %s

#include <stdio.h>

__attribute__((noinline)) int eh(int x) { return x + 1; }
__attribute__((noinline)) int f3h(int x) { return x * 2; }
__attribute__((noinline)) static int beach(int x) { return x - 3; }
__attribute__((noinline)) int K(int x) { return x ^ 5; }

// One of nine: each is seldom called, and so a unit of its own.
__attribute__((noinline)) static int seldom(int n, int x) {
  switch (n) {
  case 0: return eh(x);
  case 1: return f3h(x);
  case 2: return beach(x);
  case 3: return K(x);
  case 4: return x + 4;
  case 5: return x + 5;
  case 6: return x + 6;
  case 7: return x + 7;
  default: return x;
  }
}

int main(void) {
  for (int n = 0; n < 9; ++n)
    printf("%d\n", seldom(n, 9));
  return 0;
}
