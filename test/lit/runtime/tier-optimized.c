// With AUTOJIT_TIER=2 optimised modules begin without optimisation as well; with 1 they do not.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=1 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,ONE
// RUN: env AUTOJIT_TIER=2 AUTOJIT_TIER_CALLS=1 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,TWO
// REQUIRES: in-process
// ONE: tiers: 0 of {{[12]}} functions were hot
// TWO: tiers: {{[12]}} of 2 functions were hot
// CHECK: 499500

#include <stdio.h>

__attribute__((noinline)) static int same(int x) { return x; }

int main(void) {
  int sum = 0;
  for (int i = 0; i < 1000; i++)
    sum += same(i);
  printf("%d\n", sum);
  return 0;
}
