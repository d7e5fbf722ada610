// AUTOJIT_STORE=embed: the bitcode travels inside the object, and nothing is written elsewhere.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: not ls %t.cache
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s

#include <stdio.h>

int main(void) {
  puts("embedded");
  return 0;
}

// CHECK: embedded
