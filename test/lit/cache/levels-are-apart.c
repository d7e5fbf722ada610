// The images of -O0, -O2, -g and another processor are never mistaken for each other.
// RUN: %clang_lazy -O0 -c %s -o %t.0.o
// RUN: %clang %t.0.o %runtime -o %t.0
// RUN: %clang_lazy -O2 -c %s -o %t.2.o
// RUN: %clang %t.2.o %runtime -o %t.2
// RUN: %clang_lazy -O2 -march=native -c %s -o %t.n.o
// RUN: %clang %t.n.o %runtime -o %t.n
// RUN: %t.0 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %t.2 2>&1 | FileCheck %s --check-prefix=COMPILES
// RUN: env AUTOJIT_DEBUG=On %t.n 2>&1 | FileCheck %s --check-prefix=COMPILES
// RUN: %run_warm %t.0 | FileCheck %s
// RUN: %run_warm %t.2 | FileCheck %s
// RUN: %run_warm %t.n | FileCheck %s

#include <stdio.h>

int main(void) {
  printf("value\n");
  return 0;
}

// CHECK: value
// COMPILES: compiled main
