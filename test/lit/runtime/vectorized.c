// At -O2 a unit is optimised as the compiler would have: loops are vectorised for the target.
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 %t.exe
// RUN: %python %inputs/find.py %t.cache/images '*.so' llvm-objdump -d --no-show-raw-insn @ | FileCheck %s

#include <stdlib.h>

__attribute__((noinline)) void add(int *restrict a, const int *restrict b, int n) {
  for (int i = 0; i < n; i++)
    a[i] += b[i];
}

int main(int argc, char **argv) {
  (void)argv;
  int *a = calloc(1000, sizeof *a), *b = calloc(1000, sizeof *b);
  add(a, b, argc * 1000);
  return a[5];
}

// CHECK: paddd
