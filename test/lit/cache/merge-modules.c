// Many images of several modules become one pack; optimised code and first bodies alike.
// REQUIRES: in-process
// RUN: %clang_lazy -O2 -g -DOTHER -c %s -o %t.other.o
// RUN: %clang_lazy -O2 -g -c %s -o %t.main.o
// RUN: %clang %t.main.o %t.other.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-7 env AUTOJIT_TIER_CALLS=2 %t.exe @ | FileCheck %s
// RUN: env AUTOJIT_TIER_CALLS=2 AUTOJIT_PACK=Off %t.exe 8 9 10 11
// RUN: env AUTOJIT_TIER_CALLS=2 AUTOJIT_DEBUG=On %t.exe 0 7 8 2>&1 | FileCheck %s --check-prefix=MERGED
// RUN: env AUTOJIT_TIER_CALLS=2 %run_warm %t.exe 0 7 8 | FileCheck %s --check-prefix=ONE
// RUN: env AUTOJIT_TIER_CALLS=2 %t.exe 0 7 8 9 | FileCheck %s --check-prefix=OUT

#ifdef OTHER
#include "Inputs/many.h"

int call(int function, int x) { return functions[function](x); }
#else
#include <stdio.h>
#include <stdlib.h>

int call(int function, int x);

int main(int argc, char **argv) {
  int sum = 0;
  for (int i = 1; i < argc; ++i)
    for (int times = 0; times < 8; ++times)
      sum += call(atoi(argv[i]), times);
  printf("sum %d\n", sum);
  return 0;
}
#endif

// CHECK: sum 36
// CHECK: sum 64
// CHECK: sum 92
// CHECK: sum 120
// CHECK: sum 148
// CHECK: sum 176
// CHECK: sum 204
// CHECK: sum 232
// MERGED: merged {{[0-9]+}} images of 2 modules into {{.*}}.pack
// MERGED: sum 528
// ONE: sum 528
// OUT: sum 816
