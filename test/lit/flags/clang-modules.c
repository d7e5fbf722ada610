// Clang header modules.
// RUN: mkdir -p %t.d
// RUN: %clang_lazy -O0 -fmodules -fmodules-cache-path=%t.d -fmodule-map-file=%S/Inputs/module.modulemap -I%S/Inputs -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s

#include "header.h"

int main(void) {
  printf("header %d\n", from_header(4));
  return 0;
}

// CHECK: header 8
