// After the first call the stub leads straight to the code: a million calls cost next to nothing.
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s

#include <stdio.h>
#include <time.h>

__attribute__((noinline)) int small(int x) {
  __asm__ volatile("");
  return x + 1;
}

static int (*volatile pointer)(int) = small;

int main(void) {
  struct timespec start, end;
  int sum = pointer(0);
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (int i = 0; i < 1000000; i++)
    sum = pointer(sum);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double seconds = end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9;
  printf("sum %d quick %d\n", sum, seconds < 0.5);
  return 0;
}

// CHECK: compiled small
// CHECK-NOT: compiled
// CHECK: sum 1000001 quick 1
