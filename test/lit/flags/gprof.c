// -pg: profiled functions are kept, and gmon.out is written.
// RUN: mkdir -p %t.d && cd %t.d && %clang_lazy -pg -O0 -c %s -o %t.o
// RUN: %clang -pg %t.o %runtime -o %t.exe
// RUN: cd %t.d && %t.exe | FileCheck %s
// RUN: ls %t.d/gmon.out

#include <stdio.h>

static int work(int x) { return x * 2; }

int main(void) {
  printf("profiled %d\n", work(21));
  return 0;
}

// CHECK: profiled 42
