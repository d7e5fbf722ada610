/* hello.c - the smallest program: main has a stub in the object, square leaves no trace in it. */
#include <stdio.h>

static int square(int x) { return x * x; }

int main(void) {
  printf("hello, 7 * 7 = %d\n", square(7));
  return 0;
}
