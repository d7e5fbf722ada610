// --coverage: the unit is compiled ahead of time, and the counts are there.
// RUN: mkdir -p %t.d && cd %t.d && %clang_lazy --coverage -O0 -c %s -o gcov.o
// RUN: cd %t.d && %clang --coverage gcov.o %runtime -o %t.exe
// RUN: cd %t.d && %t.exe | FileCheck %s
// RUN: cd %t.d && llvm-cov gcov -t gcov.gcda | FileCheck %s --check-prefix=COUNTS

#include <stdio.h>
static int twice(int x) { return x * 2; }
int main(void) { printf("%d\n", twice(1) + twice(2)); return 0; }

// CHECK: 6
// COUNTS: 2:{{ +}}[[@LINE-4]]:static int twice
