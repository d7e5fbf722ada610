// A long double comes back on the x87 stack, which has eight places, also if nobody wants it.
// RUN: %same %s --expect '3.5 7'

#include <stdio.h>

long double extended(int x) { return x + 0.5L; }

int discard(int times) {
  for (int i = 0; i < times; i++)
    (void)extended(i);
  return times;
}

int main(void) {
  for (int i = 0; i < 20; i++)
    discard(i);
  int seven = discard(7);
  printf("%.1Lf %d\n", extended(3), seven);
}
