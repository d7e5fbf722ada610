// What new code calls in another module is made together there, when the first of it is called.
// RUN: %clang_lazy -O0 -DOTHER -c %s -o %t.other.o
// RUN: %clang_lazy -O0 %s %t.other.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: %clang_lazy -O2 -fcf-protection=branch -DOTHER -c %s -o %t.protected.o
// RUN: %clang_lazy -O2 -fcf-protection=branch %s %t.protected.o %runtime -o %t.protected.exe
// RUN: env AUTOJIT_DEBUG=On %t.protected.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK: compiled main: unit of 1 functions
// CHECK: compiled first: unit of 3 functions
// CHECK: 1 2 3
#include <stdio.h>

#ifdef OTHER
int first(void) { return 1; }
int second(void) { return 2; }
int third(void) { return 3; }
int fourth(void) { return 4; }
#else
int first(void), second(void), third(void);
int main(void) {
  int a = first(), b = second(), c = third();
  printf("%d %d %d\n", a, b, c);
}
#endif
