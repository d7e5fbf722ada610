// An image of another program under this one's name is not run.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %clang_lazy -O0 -DANSWER=66 -c %s -o %t.other.o
// RUN: %clang %t.other.o %runtime -o %t.other
// RUN: env AUTOJIT_CACHE_DIR=%t.cache2 %clang_lazy -O0 -DANSWER=66 -c %s -o %t.other.o
// RUN: env AUTOJIT_CACHE_DIR=%t.cache2 %t.other
// RUN: %python %inputs/exchange.py %t.cache2/images %t.cache/images
// RUN: %t.exe | FileCheck %s

#include <stdio.h>
#ifndef ANSWER
#define ANSWER 1
#endif
int main(void) {
  printf("answer %d\n", ANSWER);
  return 0;
}

// CHECK: answer 1
