// A second run compiles nothing; a third neither. Without the images it compiles again.
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s
// RUN: %clear_objects
// RUN: not %run_warm %t.exe

#include <stdio.h>

static int helper(int x) { return x * 3; }

int main(void) {
  printf("value %d\n", helper(4));
  return 0;
}

// CHECK: value 12
