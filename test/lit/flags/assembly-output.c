// -S, then as; -save-temps; -emit-llvm, then clang: the same program every way.
// RUN: mkdir -p %t.d
// RUN: %clang_lazy -O2 -S %s -o %t.s
// RUN: %clang -c %t.s -o %t.s.o
// RUN: %clang %t.s.o %runtime -o %t.s.exe
// RUN: %t.s.exe | FileCheck %s
// RUN: cd %t.d && %clang_lazy -O0 -save-temps -c %s -o %t.temps.o
// RUN: %clang %t.temps.o %runtime -o %t.temps.exe
// RUN: %t.temps.exe | FileCheck %s
// RUN: %clang_lazy -O2 -emit-llvm -c %s -o %t.bc
// RUN: %clang -O2 -c %t.bc -o %t.bc.o
// RUN: %clang %t.bc.o %runtime -o %t.bc.exe
// RUN: %t.bc.exe | FileCheck %s

#include <stdio.h>
static int (*volatile pointer)(int);

static int local(int x) { return x + 2; }

int main(void) {
  pointer = local;
  printf("value %d\n", pointer(3));
  return 0;
}

// CHECK: value 5
