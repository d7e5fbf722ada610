// long double, _Complex, __int128, _BitInt, _Float16, bool and small integers as arguments and results.
// RUN: %same %s --expect 'ok 10'

#include <complex.h>
#include <stdio.h>
static int ok;

static long double extended(int x, long double a, long double b) { return a * b + x; }

static double _Complex complexd(double _Complex a, float _Complex b) { return a * b; }

static long double _Complex complexl(long double _Complex a) { return a * a; }

static __int128 wide(__int128 a, int b, __int128 c) { return a * b - c; }

static unsigned _BitInt(100) bits(unsigned _BitInt(100) a, _BitInt(17) b) { return a << 40 | (unsigned _BitInt(100))b; }

static _BitInt(7) small_bits(_BitInt(7) a) { return a + 1; }

static _Float16 half(_Float16 a, _Float16 b) { return a * b; }

static _Bool flag(_Bool a, _Bool b) { return a && !b; }

static signed char narrow(signed char a, short b) { return a - b; }

static unsigned char wrap(unsigned char a) { return a + 200; }

static float single(float a, double b) { return a / b; }

static void check(int condition, const char *what) {
  if (condition)
    ok++;
  else
    printf("%s is wrong\n", what);
}

int main(void) {
  check(extended(1, 2.5L, 4.0L) == 11.0L, "long double");
  check(complexd(1 + 2 * I, 3 - 1 * I) == 5 + 5 * I, "_Complex");
  check(complexl(1 + 2 * I) == -3 + 4 * I, "long double _Complex");
  check(wide((__int128)1 << 100, 4, 1) == ((__int128)1 << 102) - 1, "__int128");
  check(bits(5, 77) == ((unsigned _BitInt(100))5 << 40 | 77) && small_bits(3) == 4, "_BitInt");
  check((float)half(1.5f16, 2.0f16) == 3.0f, "_Float16");
  check(flag(1, 0) && !flag(1, 1), "bool");
  check(narrow(-100, 20) == -120, "narrow");
  check(wrap(100) == 44, "wrap");
  check(single(1, 4) == 0.25f, "float");
  printf("ok %d\n", ok);
  return 0;
}
