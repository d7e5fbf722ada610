// A library with a version script and .symver.
// DEFINE: %{level} =
// DEFINE: %{build-and-run} = \
// DEFINE:   rm -rf %t.d && mkdir -p %t.d && \
// DEFINE:   %clang_lazy %{level} -fPIC -c %S/Inputs/versioned.c -o %t.lib.o && \
// DEFINE:   %clang -shared %t.lib.o -Wl,--version-script=%S/Inputs/versions.map -Wl,-soname,libversioned.so %runtime -o %t.d/libversioned.so && \
// DEFINE:   %clang_lazy %{level} -c %s -o %t.o && \
// DEFINE:   %clang %t.o -L%t.d -lversioned -Wl,-rpath,%t.d %runtime -o %t.exe && \
// DEFINE:   %t.exe | FileCheck %s && \
// DEFINE:   %run_warm %t.exe | FileCheck %s
// REDEFINE: %{level} = -O0
// RUN: %{build-and-run}
// REDEFINE: %{level} = -O2
// RUN: %{build-and-run}

#include <stdio.h>
int versioned(int);

int main(void) {
  printf("version %d\n", versioned(1));
  return 0;
}

// CHECK: version 21
