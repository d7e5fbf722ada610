// A process that began without managed code has its system calls refused, and a function becomes hot: managed code is not started,
// which it could not be, and the function goes on as it is.
// REQUIRES: in-process
// RUN: %clang_lazy -O2 -I%S/../Inputs -I%S/Inputs -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe 10 | FileCheck %s --check-prefixes=CHECK,FEW
// RUN: %t.exe 10 | FileCheck %s --check-prefixes=CHECK,FEW
// RUN: %t.exe 300000000 | FileCheck %s --check-prefixes=CHECK,MANY

#include "sandbox.h"
#include "steps.h"

#include <stdio.h>

int main(int argc, char **argv) {
  printf("before %u\n", steps(10));
  fflush(stdout);
  ALLOW_ONLY(SECCOMP_RET_ERRNO | EPERM, ALLOW(write), ALLOW(exit_group), ALLOW(mmap), ALLOW(munmap), ALLOW(mprotect), ALLOW(brk));
  printf("after %u\n", steps(atoi(argv[1])));
  return 0;
}

// CHECK: before 2745540835
// FEW: after 2745540835
// MANY: after 687201025
