// Runs that each needed one function more leave an image each. Who finds many makes one of them, and those that come after
// load that; what they print is the same all the time.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -g -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-15 %t.exe @ | FileCheck %s
// RUN: find %t.cache/images -name '*.so' | count 16
// RUN: env AUTOJIT_DEBUG=On %t.exe 0 2 15 > %t.out 2> %t.trace
// RUN: FileCheck %s --check-prefix=OUT < %t.out
// RUN: FileCheck %s --check-prefix=MERGED --implicit-check-not=rejected < %t.trace
// RUN: find %t.cache/images -type f | count 1
// RUN: %run_warm %t.exe 0 2 15
// RUN: env AUTOJIT_DEBUG=On %t.exe 0 2 15 > %t.out 2> %t.trace
// RUN: FileCheck %s --check-prefix=OUT < %t.out
// RUN: FileCheck %s --check-prefix=ONE < %t.trace

// What is merged can be merged again.
// RUN: %python %inputs/in_turn.py 16-23 %t.exe @
// RUN: %t.exe 0 5 16 23 | FileCheck %s --check-prefix=LATER

#include "Inputs/many.h"

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    printf("f%s %d\n", argv[i], functions[atoi(argv[i])](2));
  return 0;
}

// CHECK: f0 1
// CHECK: f1 3
// CHECK: f15 31
// OUT: f0 1
// OUT-NEXT: f2 5
// OUT-NEXT: f15 31
// MERGED-COUNT-1: merged 16 images into {{.*}}.so
// MERGED-NOT: merged
// ONE-COUNT-1: loaded image {{.*}}.so: 17 functions
// ONE-NOT: loaded
// LATER: f0 1
// LATER-NEXT: f5 11
// LATER-NEXT: f16 33
// LATER-NEXT: f23 47
