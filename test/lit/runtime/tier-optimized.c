// With AUTOJIT_TIER=2 all optimised code begins without optimisation, also what could tell; with 1 only what could not, as
// when nothing is said.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=1 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,ONE
// RUN: env AUTOJIT_TIER=2 AUTOJIT_TIER_CALLS=1 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,TWO
// REQUIRES: in-process
// ONE: tiers: {{[12]}} of 2 functions were hot
// TWO: tiers: {{[123]}} of 3 functions were hot
// CHECK: 499500 {{[01]}}

#include <stdio.h>

__attribute__((noinline)) static int same(int x) { return x; }
__attribute__((noinline)) static int tells(void) {
  int x = 1;
  return __builtin_constant_p(x);
}

int main(void) {
  int sum = 0;
  for (int i = 0; i < 1000; i++)
    sum += same(i);
  printf("%d %d\n", sum, tells());
  return 0;
}
