// Module files that were moved into the user's cache are found there.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: mkdir -p %t.cache && chmod 0700 %t.cache
// RUN: mv %t.d %t.cache/modules && chmod 0700 %t.cache/modules
// RUN: %t.exe | FileCheck %s

#include <stdio.h>

int main(void) {
  printf("found\n");
  return 0;
}

// CHECK: found
