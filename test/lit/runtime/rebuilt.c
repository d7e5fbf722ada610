// No stale code: a program that was built again runs its new code, cold and warm.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=ONE
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -DANSWER=2 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=TWO
// RUN: %t.exe | FileCheck %s --check-prefix=TWO

#include <stdio.h>
#ifndef ANSWER
#define ANSWER 1
#endif
int main(void) {
  printf("answer %d\n", ANSWER);
  return 0;
}

// ONE: answer 1
// TWO: answer 2
