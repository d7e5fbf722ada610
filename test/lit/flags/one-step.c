// Compiling and linking in one command, several sources at once, and from standard input.
// RUN: %clang_lazy -O0 %s %S/Inputs/one-step-b.c %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: cat %s | %clang_lazy -O0 -x c - -x none %S/Inputs/one-step-b.c %runtime -o %t.stdin
// RUN: %t.stdin | FileCheck %s

#include <stdio.h>
int other(int);

int main(void) {
  printf("value %d\n", other(3));
  return 0;
}

// CHECK: value 9
