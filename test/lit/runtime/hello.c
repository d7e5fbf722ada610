// The shortest program, as in the README.
// RUN: %clang_lazy -O0 -g -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe | FileCheck %s

#include <stdio.h>

int main(void) {
  printf("Hello, lazy world\n");
  return 0;
}

// CHECK: {{^}}Hello, lazy world{{$}}
