// A function that is called once and loops for long is replaced while it runs: in its loop it gives way to optimised code,
// which ends it. The next run begins with the optimised body.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,FIRST
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,NEXT
// -O0 code, if that is asked for.
// RUN: %clang_lazy -O0 -g %s %runtime -o %t.O0.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_DEBUG=On %t.O0.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,FIRST
// REQUIRES: in-process
// FIRST: compiled main: unit of 1 functions
// FIRST: compiled main: unit of 1 functions
// FIRST: compiled main, from its loop 0: unit of 1 functions
// FIRST-NOT: compiled
// CHECK: 499999500000 1000000
// FIRST: tiers: 1 of 1 functions were hot and are optimised now, 1 loops went on
// NEXT-NOT: {{compiled|found|tiers}}

#include <stdio.h>

int main(void) {
  long sum = 0;
  int i;
  for (i = 0; i < 1000000; i++)
    sum += i;
  printf("%ld %d\n", sum, i);
  fflush(stdout);
  return 0;
}
