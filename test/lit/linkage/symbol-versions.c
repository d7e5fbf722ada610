// A library with a version script and .symver.
// RUN: mkdir -p %t.d
// RUN: %clang_lazy -O0 -fPIC -c %S/Inputs/versioned.c -o %t.lib.o
// RUN: %clang -shared %t.lib.o -Wl,--version-script=%S/Inputs/versions.map -Wl,-soname,libversioned.so %runtime -o %t.d/libversioned.so
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o -L%t.d -lversioned -Wl,-rpath,%t.d %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

#include <stdio.h>
int versioned(int);

int main(void) {
  printf("version %d\n", versioned(1));
  return 0;
}

// CHECK: version 21
