// A first body sends its callers on with all their arguments: in registers, on the stack, in memory, without a name.
// RUN: %clang_lazy -O0 %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=3 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: %clear_objects
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=50 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK-NOT: left to LLVM
// CHECK-DAG: 49000.000000 318900
// CHECK-DAG: tiers: {{[34]}} of 4 functions were hot
#include <stdarg.h>
#include <stdio.h>

struct big {
  long a[5];
};

static double sum(int n, ...) {
  va_list list;
  va_start(list, n);
  double s = 0;
  for (int i = 0; i < n; i++)
    switch (i % 3) {
    case 0:
      s += va_arg(list, int);
      break;
    case 1:
      s += va_arg(list, double);
      break;
    default:
      s += va_arg(list, struct big).a[4];
    }
  va_end(list);
  return s;
}

static long many(long a, long b, int c, short d, char e, long f, long g, struct big h, double i, long double j, float k, int l) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + h.a[0] + h.a[4] + (long)i + (long)j + (long)k + l;
}

static struct big result(int n, ...) {
  va_list list;
  va_start(list, n);
  struct big b;
  for (int i = 0; i < 5; i++)
    b.a[i] = va_arg(list, long) * n;
  va_end(list);
  return b;
}

int main(void) {
  struct big b = {{1, 2, 3, 4, 5}};
  double t = 0;
  long u = 0;
  for (int i = 0; i < 200; i++) {
    t += sum(12, 1, 2.5, b, i, 3.5, b, 5, 6.5, b, i, 7.5, b);
    u += many(i, 2, 3, 4, 5, 6, i, b, 1.5, 2.5L, 3.5f, i);
    struct big r = result(i, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    u += r.a[0] + r.a[4];
  }
  printf("%f %ld\n", t, u);
  return 0;
}
