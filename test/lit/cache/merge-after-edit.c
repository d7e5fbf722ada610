// What is merged has nothing of a file as it was before it was edited.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c -DOTHER -DEDITION=1 %s -o %t.other.o
// RUN: %clang_lazy -O0 -c %s -o %t.main.o
// RUN: %clang %t.main.o %t.other.o %runtime -o %t.exe
// RUN: %t.exe 0
// RUN: %python %inputs/in_turn.py 1-7 %t.exe @
// RUN: %clang_lazy -O0 -c -DOTHER -DEDITION=2 %s -o %t.other.o
// RUN: %clang %t.main.o %t.other.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %python %inputs/in_turn.py 0-15 %t.exe @ 2>&1 | FileCheck %s --implicit-check-not='of 3 modules'
// RUN: %run_warm %t.exe 15
// RUN: env AUTOJIT_DEBUG=On %t.exe 3 2>&1 | FileCheck %s --check-prefix=AFTER

#ifdef OTHER
#include "Inputs/many.h"

int call(int function, int x) { return functions[function](x) + EDITION; }
#else
#include <stdio.h>
#include <stdlib.h>

int call(int function, int x);

int main(int argc, char **argv) {
  (void)argc;
  printf("%d\n", call(atoi(argv[1]), 1));
  return 0;
}
#endif

// CHECK: merged {{[0-9]+}} images of 2 modules
// AFTER-COUNT-2: loaded image {{.*}}.pack
// AFTER-NOT: loaded
// AFTER: 6
