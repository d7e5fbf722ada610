// A warm run that calls more than the first compiles just that, and the next one nothing.
// A daemon sends along what it has compiled ahead: how many images there are is then a matter of time.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=FEW
// RUN: env AUTOJIT_DEBUG=On %t.exe more 2>&1 | FileCheck %s --check-prefix=MORE --implicit-check-not='compiled main'
// RUN: %run_warm %t.exe more | FileCheck %s --check-prefix=VALUE
// RUN: %run_warm %t.exe | FileCheck %s --check-prefix=FEW

#include <stdio.h>

int few(void) { return 1; }

int more(void) { return 2; }

int (*volatile pointers[])(void) = {few, more};

int main(int argc, char **argv) {
  (void)argv;
  printf("value %d\n", pointers[argc - 1]());
  return 0;
}

// FEW: value 1
// MORE: compiled more:
// VALUE: value 2
