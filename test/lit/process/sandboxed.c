// A warm process does nothing when it exits: it may have forbidden itself all but what the regular program needs.
// RUN: %clang_lazy -O1 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: %clang -O1 %s -o %t.regular && %t.regular sandbox | FileCheck %s
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe sandbox | FileCheck %s
#include "../Inputs/sandbox.h"
#include <stdio.h>

int compute(int x);
int compute(int x) { return x * 3; }

int main(int argc, char **argv) {
  (void)argv;
  // Everything that will be called has been called, and standard output has its buffer.
  printf("value %d\n", compute(14));
  fflush(stdout);
  if (argc == 2)
    allow_only_writing();
  printf("value %d\n", compute(15));
  return 0;
}

// CHECK: value 42
// CHECK: value 45
