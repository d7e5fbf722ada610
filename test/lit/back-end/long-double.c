// long double: the x87 stack, which is empty between instructions.
// RUN: %clang_lazy -O0 -g -c %s -o %t.o && %clang %t.o %runtime -lm -o %t.exe
// RUN: %clang -O0 -g %s -lm -o %t.regular
// RUN: %t.regular > %t.expected
// RUN: env AUTOJIT_DEBUG=On %t.exe > %t.cold 2> %t.log && diff %t.expected %t.cold
// RUN: %t.exe > %t.warm && diff %t.expected %t.warm
// RUN: FileCheck %s < %t.log
// REQUIRES: in-process
// CHECK-NOT: left to LLVM

#include <complex.h>
#include <fenv.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef long double L;
#define OWN __attribute__((noinline))

OWN static void show(const char *what, L x) {
  unsigned char bytes[10];
  memcpy(bytes, &x, 10);
  printf("%s", what);
  for (int i = 9; i >= 0; --i)
    printf("%02x", bytes[i]);
  printf(" %.21Lg\n", x);
}

OWN static L arithmetic(L a, L b, int n) { return n == 0 ? a + b : n == 1 ? a - b : n == 2 ? a * b : n == 3 ? a / b : -a; }
OWN static L fused(L a, L b, L c) { return a * b + c; }
OWN static L chosen(int n, L a, L b) {
  L x = n > 2 ? a : 1.25L; // a phi, of a constant too
  for (int i = 0; i < n; ++i)
    x = i & 1 ? x + b : x * 3;
  return x;
}
OWN static int relations(L a, L b) {
  int r = 0;
  if (a < b) r |= 1;
  if (a <= b) r |= 2;
  if (a > b) r |= 4;
  if (a >= b) r |= 8;
  if (a == b) r |= 16;
  if (a != b) r |= 32;
  if (isunordered(a, b)) r |= 64;
  if (islessgreater(a, b)) r |= 128;
  if (a) r |= 256;
  return r;
}
OWN static L many(int a, L x, double b, L y, long c, float d, L z, int e, int f, int g, int h, L w) {
  return a + x + b + y + c + d + z + e + f + g + h + w;
}
OWN static L varying(int n, ...) {
  va_list list;
  L sum = 0;
  va_start(list, n);
  for (int i = 0; i < n; ++i) {
    sum += va_arg(list, L);
    sum += va_arg(list, int);
    sum += va_arg(list, double);
  }
  va_end(list);
  return sum;
}
OWN static _Complex long double complexSum(_Complex long double a, L b) { return a + b; }
struct mixed {
  char c;
  L x;
  short s;
} __attribute__((packed));
OWN static struct mixed packed(struct mixed m) {
  m.x += m.c;
  return m;
}
OWN static L recursive(int n) { return n < 2 ? 1 : n * recursive(n - 1); }
OWN static L volatiles(void) {
  volatile L x = 1;
  x += 2;
  x; // read all the same
  return x;
}
OWN static void integers(L x) {
  printf("%d %u %ld %lu\n", (int)x, (unsigned)x, (long)x, (unsigned long)x);
}
static L table[3] = {1.5L, -0.0L, 1e4000L};
static L (*pointer)(int) = recursive;

int main(void) {
  L third = 1.0L / 3, nan = __builtin_nanl(""), inf = __builtin_infl();
  for (int n = 0; n < 5; ++n) {
    show("op ", arithmetic(third, 7.125L, n));
    show("op ", arithmetic(-0.0L, inf, n));
  }
  show("fused ", fused(third, third, -1e-10L));
  for (int n = 0; n < 6; ++n)
    show("chosen ", chosen(n, third, 1e300L));
  printf("%d %d %d %d %d\n", relations(1, 2), relations(2, 1), relations(1, 1), relations(nan, 1), relations(0, nan));
  show("many ", many(1, 2.5L, 3, 4.5L, 5, 6, 7.5L, 8, 9, 10, 11, 12.5L));
  show("varying ", varying(3, 1.5L, 2, 3.0, third, 5, 6.0, 7.5L, 8, 9.0));
  _Complex long double c = complexSum(1.5L + 2.5L * I, 3);
  show("re ", creall(c)), show("im ", cimagl(c));
  complexSum(c, 1); // nobody wants it
  for (int i = 0; i < 10; ++i)
    recursive(i);
  struct mixed m = {3, third, 7}, p[2] = {packed(m), m};
  show("packed ", p[0].x), printf("%d %d %d\n", p[0].c, p[0].s, p[1].c);
  show("recursive ", pointer(25));
  show("volatile ", volatiles());
  for (int i = 0; i < 3; ++i)
    show("table ", table[i] * 2);
  integers(0), integers(-0.9L), integers(2147483647.75L), integers(1e9L + third);
  printf("%ld %lu %lu\n", (long)-9223372036854775807.5L, (unsigned long)9223372036854775808.0L,
         (unsigned long)18446744073709551615.0L);
  show("int ", (L)-7), show("uint ", (L)4000000000u), show("char ", (L)(signed char)-3), show("bool ", (L)(_Bool)third);
  volatile unsigned long big = ~0ul;
  volatile long low = -big / 2 - 1;
  show("ulong ", (L)big), show("long ", (L)low), show("small ", (L)(big >> 1));
  show("float ", (L)(float)third), show("double ", (L)(double)third);
  volatile float f = third;
  volatile double d = third * 1e308L;
  show("back ", f), show("back ", d);
  fesetround(FE_UPWARD);
  volatile double up = third;
  show("up ", up), show("up ", third * third), integers(2.5L);
  fesetround(FE_TONEAREST);
  show("abs ", fabsl(-third)), show("sqrt ", sqrtl(third)), show("power ", powl(third, 2.5L));
  L sum = 0;
  for (L x = 0; x < 10; x += 0.125L)
    sum += x > 5 ? x : -x;
  show("sum ", sum);
  return 0;
}
