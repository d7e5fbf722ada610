// Functions whose names a linker script would read as numbers, called from another unit that they are packed with.
// RUN: %same %s

#include <stdio.h>

__attribute__((noinline)) int eh(int x) { return x + 1; }
__attribute__((noinline)) int f3h(int x) { return x * 2; }
__attribute__((noinline)) static int beach(int x) { return x - 3; }
__attribute__((noinline)) int K(int x) { return x ^ 5; }

// Seldom, as far as anybody knows: each of these is a unit of its own.
__attribute__((noinline)) static int seldom(int x) {
  if (__builtin_expect(x > 0, 0))
    x = eh(x);
  if (__builtin_expect(x > 1, 0))
    x = f3h(x);
  if (__builtin_expect(x > 2, 0))
    x = beach(x);
  if (__builtin_expect(x > 3, 0))
    x = K(x);
  return x;
}

int main(void) {
  printf("%d\n", seldom(9));
  return 0;
}
