// A first call keeps every argument register and every stack argument.
// RUN: %same %s --expect '123456 1.5 2.5 3.5 4.5 5.5 6.5 7.5 8.5 78 90.25 ab'

#include <stdio.h>

__attribute__((noinline)) int many(int a, long b, short c, unsigned char d, int e, char f, double g, float h, double i,
                                   float j, double k, float l, double m, float n, int o, long p, double q, char r,
                                   char s) {
  return printf("%d%ld%d%d%d%d %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %d%ld %.2f %c%c\n", a, b, c, d, e, f, g, h, i, j,
                k, l, m, n, o, p, q, r, s);
}

int main(void) {
  int (*volatile pointer)(int, long, short, unsigned char, int, char, double, float, double, float, double, float,
                          double, float, int, long, double, char, char) = many;
  return pointer(1, 2, 3, 4, 5, 6, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 7, 8, 90.25, 'a', 'b') != 51;
}
