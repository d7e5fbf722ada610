// Clang header modules.
// DEFINE: %{level} =
// DEFINE: %{build-and-run} = \
// DEFINE:   rm -rf %t.d && mkdir -p %t.d && \
// DEFINE:   %clang_lazy %{level} -fmodules -fmodules-cache-path=%t.d -fmodule-map-file=%S/Inputs/module.modulemap -I%S/Inputs -c %s -o %t.o && \
// DEFINE:   %clang %t.o %runtime -o %t.exe && \
// DEFINE:   %t.exe | FileCheck %s && \
// DEFINE:   %run_warm %t.exe | FileCheck %s
// REDEFINE: %{level} = -O0
// RUN: %{build-and-run}
// REDEFINE: %{level} = -O2
// RUN: %{build-and-run}

#include "header.h"

int main(void) {
  printf("header %d\n", from_header(4));
  return 0;
}

// CHECK: header 8
