// -ffast-math changes results in the same way.
// RUN: %same %s --flags='-ffast-math -Wno-nan-infinity-disabled' --link=-lm
// RUN: %same %s --flags='-ffp-contract=fast -mfma' --link=-lm
// RUN: %same %s --flags='-fno-math-errno -fassociative-math -fno-signed-zeros -fno-trapping-math' --link=-lm
// RUN: %same %s --flags='-ffp-model=strict' --link=-lm
// RUN: %same %s --flags='-fdenormal-fp-math=preserve-sign' --levels 2 --link=-lm
// REQUIRES: avx2

#include <math.h>
#include <stdio.h>

static double sum(const double *values, int count) {
  double s = 0;
  for (int i = 0; i < count; i++)
    s += values[i];
  return s;
}

static double fused(double a, double b, double c) { return a * b + c; }

static int finite_only(double x) { return isnan(x) ? 1 : isinf(x) ? 2 : 3; }

static double reciprocal(double a, double b, double c) { return a / c + b / c; }

int main(void) {
  double values[100];
  volatile double tiny = 4.9e-324, zero = 0, tenth = 0.1, third = 1.0 / 3;
  for (int i = 0; i < 100; i++)
    values[i] = (i % 3 ? 1e16 : 1.0) / (i + 1);
  printf("%a %a %d %d %a %a\n", sum(values, 100), fused(tenth, 10, -1), finite_only(zero / zero), finite_only(1 / zero),
         reciprocal(tenth, third, 7), tiny * 2);
  return 0;
}
