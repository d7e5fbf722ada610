// A program keeps what it has, and gets what it still needs.
// REQUIRES: autojit-cache
// RUN: %clang_lazy -O0 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe | FileCheck %s
// RUN: %clang_lazy -O0 -DALL -c %s -o %t.all.o && %clang %t.all.o %runtime -o %t.all.exe
// RUN: %t.all.exe | FileCheck %s

#include <stdio.h>
#include <stdlib.h>
int later(int x) { return x + 1; }
int (*volatile pointer)(int) = later;
int main(void) {
  fflush(stdout);
#ifdef ALL
  if (system("autojit-cache clear --all --yes") != 0) return 1;
#else
  if (system("autojit-cache clear") != 0) return 1;
#endif
  printf("still %d\n", pointer(8));
  return 0;
}

// CHECK: Removed {{[1-9]}}
// CHECK: still 9
