// RLIMIT_AS set before the program starts.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: sh -c 'ulimit -v 400000; %t.exe' | FileCheck %s
// RUN: sh -c 'ulimit -v 400000; %t.exe' | FileCheck %s

#include <stdio.h>

static int lazy(int x) { return x * 5; }

int main(void) {
  printf("value %d\n", lazy(10));
  return 0;
}

// CHECK: value 50
