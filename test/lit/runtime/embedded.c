// AUTOJIT_STORE=embed: the program runs on a machine without the module store, cold and warm.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: rm -rf %t.cache
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s
// RUN: llvm-strip %t.exe
// RUN: %t.exe | FileCheck %s

#include <stdio.h>

static int helper(int x) { return x * 3; }

int main(void) {
  printf("embedded %d\n", helper(4));
  return 0;
}

// CHECK: embedded 12
