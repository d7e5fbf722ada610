// A variable called "d" keeps its name, although string tables share the ends of names and placeholders
// are numbered in hexadecimal.
// RUN: %clang_lazy -O1 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: rm -r %t.cache/images
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

#include <stdio.h>

#define SIXTEEN(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)
#define DEFINE(N) static volatile int s##N = N;
#define ADD(N) + s##N

int a = 1, b = 2, c = 3, d = 4, e = 5, f = 6;
SIXTEEN(DEFINE)

int main(void) {
  printf("%d %d\n", 0 SIXTEEN(ADD), a + b + c + d + e + f);
  return 0;
}

// CHECK: 120 21
