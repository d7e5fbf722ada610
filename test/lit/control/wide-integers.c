// _BitInt of many widths, also through variable arguments; 128-bit division; complex and half arguments.
// RUN: %same %s --link=-lm --expect 'small 20000 half 3 quad 2.5'
// RUN: %same %s --link=-lm --flags=-march=x86-64-v3 --levels 2 --expect 'small 20000 half 3 quad 2.5'

#include <complex.h>
#include <stdarg.h>
#include <stdio.h>

typedef unsigned _BitInt(256) u256;
typedef _BitInt(1024) i1024;
typedef _BitInt(17) i17;

static u256 times(u256 a, u256 b) { return a * b; }
static u256 divided(u256 a, u256 b) { return a / b + a % b; }
static i17 small(i17 a, i17 b) { return (i17)(a * b); }

static i1024 variable(int count, ...) {
  va_list list;
  va_start(list, count);
  i1024 result = 0;
  for (int i = 0; i < count; i++)
    result = result * 3 + va_arg(list, i1024);
  va_end(list);
  return result;
}

static _Complex long double complex_mix(_Complex long double a, _Complex float b, _Complex double c) { return a * b / c; }
static _Float16 half(_Float16 a, _Complex _Float16 b) { return a + __real__ b * (_Float16)0.5; }
static __float128 quad(__float128 a, __int128 b) { return a / (__float128)b; }

static void print(u256 value) {
  for (int i = 3; i >= 0; i--)
    printf("%016llx", (unsigned long long)(value >> (64 * i)));
  puts("");
}

int main(void) {
  u256 a = ((u256)1 << 200) + 12345, b = ((u256)3 << 77) + 991;
  print(times(a, b));
  print(divided(a, b));
  print((u256)variable(3, (i1024)5 << 120, (i1024)-7, (i1024)11));
  _Complex long double c = complex_mix(1.5L + 2.0Li, 0.5f - 1.0fi, 2.0 + 0.25i);
  printf("%.10Lg %.10Lg\n", creall(c), cimagl(c));
  __int128 wide = (__int128)1 << 100;
  printf("%lld %lld\n", (long long)(wide / 1234567890123456789), (long long)(wide % 1000000007));
  printf("small %d half %g quad %.10g\n", (int)small(100, 200), (double)half(1.5, (_Complex _Float16)3),
         (double)quad(10, 4));
  return 0;
}
