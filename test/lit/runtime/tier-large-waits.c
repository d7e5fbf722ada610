// A large function that is called often, but for a moment only, is not optimised in that run; one that is asked for is.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: %clear_objects
// RUN: env AUTOJIT_DEBUG=On AUTOJIT_TIER_CALLS=1000 %t.exe 2>&1 | FileCheck %s --check-prefix=ASKED
// REQUIRES: in-process
// CHECK-NOT: compiled large: unit of 1 functions
// CHECK: tiers: {{[01]}} of 2 functions were hot and are optimised now, {{.*}}; {{[1-9][0-9]*}} times one had to wait
// ASKED: compiled large: unit of 1 functions
// ASKED: tiers: 2 of 2 functions were hot and are optimised now, {{.*}}; 0 times one had to wait
#include <stdio.h>

#define TEN(X) X X X X X X X X X X
int large(int x, int *p) {
  if (x >= 0)
    return x;
  TEN(TEN(TEN(*p += x ^ *p; x += *p / 3;)))
  return x;
}

int main(void) {
  int sum = 0, other = 0;
  for (int i = 0; i < 200000; ++i)
    sum ^= large(i, &other);
  printf("%d\n", sum);
}
