// Rounding modes, exception flags and control words survive first calls, in both directions.
// RUN: %same %s --flags='-frounding-math' --link=-lm --expect 'mode 1 1 mxcsr 1 x87 1 flags 1 down 1'

#include <fenv.h>
#include <stdio.h>
#include <xmmintrin.h>

static int mode(void) { return fegetround(); }

static void set_mode(int m) { fesetround(m); }

static unsigned control(void) { return _mm_getcsr(); }

static unsigned short x87(void) {
  unsigned short w;
  __asm__ volatile("fnstcw %0" : "=m"(w));
  return w;
}

static double third(double x) { return x / 3; }

static void nothing(void) {}

int main(void) {
  volatile double one = 1;
  double near = one / 3;
  set_mode(FE_UPWARD);
  int up = mode() == FE_UPWARD;
  int rounded = third(one) > near || third(one) == near;
  unsigned before = _mm_getcsr() | 0x8040; // flush to zero, denormals are zero
  _mm_setcsr(before);
  unsigned inside = control();
  nothing();
  int kept = (inside & 0xffc0) == (before & 0xffc0) && (_mm_getcsr() & 0xffc0) == (before & 0xffc0);
  unsigned short single_precision = 0x007f, seen;
  __asm__ volatile("fldcw %0" ::"m"(single_precision));
  seen = x87();
  int x87_kept = seen == single_precision;
  fesetenv(FE_DFL_ENV);
  feraiseexcept(FE_OVERFLOW);
  nothing();
  int flags = fetestexcept(FE_ALL_EXCEPT & ~FE_INEXACT) == FE_OVERFLOW;
  set_mode(FE_DOWNWARD);
  printf("mode %d %d mxcsr %d x87 %d flags %d down %d\n", up, rounded, kept, x87_kept, flags, mode() == FE_DOWNWARD);
  return 0;
}
