// Code is not loaded from a cache that others can write to by now, whichever of its directories that is.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe && %run_warm %t.exe
// RUN: chmod g+w %t.cache/images/* && env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: chmod g-w %t.cache/images/* && chmod o+w %t.cache/images && env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: chmod o-w %t.cache/images && chmod o+w %t.cache && env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: chmod o-w %t.cache && %run_warm %t.exe
// RUN: mv %t.cache/images %t.images && ln -s %t.images %t.cache/images
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
#include <stdio.h>

int main(void) {
  printf("value\n");
  return 0;
}

// CHECK: [autojit] not caching: '{{.*}}.cache{{.*}}' is not a writable directory of this user
// CHECK: [autojit] {{compiled|found}} main
// CHECK-NOT: [autojit] loaded image {{.*}}.cache
// CHECK: value
