// Two programs that are linked from one object share module and images.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.one
// RUN: %clang -no-pie %t.o %runtime -Wl,--build-id -o %t.two
// RUN: %t.one | FileCheck %s
// RUN: %run_warm %t.two | FileCheck %s

#include <stdio.h>
static int counter = 5;

int main(void) {
  printf("counter %d\n", counter);
  return 0;
}

// CHECK: counter 5
