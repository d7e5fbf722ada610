// AUTOJIT_TIER=1: a function that is called often, and one whose loop runs long, are compiled again and
// optimised; the next run begins with the better bodies.
// RUN: %clang_lazy -O0 -g -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=25000 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,FIRST
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=25000 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,NEXT
// RUN: env AUTOJIT_TIER=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,NEVER
// REQUIRES: in-process

#include <stdio.h>

static int called(int x) { return x ^ 1; }
static long loops(long n) {
  long s = 0;
  for (long i = 0; i < n; i++)
    s += i & 3;
  return s;
}
static int rarely(int x) { return x + 1; }

int main(void) {
  int x = 0;
  for (int i = 0; i < 30001; i++)
    x = called(x);
  printf("%d %ld %ld %d\n", x, loops(200000), loops(1000), rarely(1));
  return 0;
}

// FIRST: compiled main
// FIRST-DAG: compiled called: unit of 1 functions
// FIRST-DAG: compiled loops: unit of 1 functions
// FIRST: tiers: 2 of 4 functions were hot
// NEXT-NOT: {{compiled|found}}
// NEVER: compiled main
// NEVER-NOT: tiers:
// CHECK: 1 300000 1500 2
