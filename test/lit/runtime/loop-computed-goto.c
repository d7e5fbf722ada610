// An interpreter's loop that is closed by computed gotos goes on in better code, with its labels in variables, and calls itself.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER_CALLS=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: env AUTOJIT_TIER_CALLS=0 %t.exe | FileCheck %s --check-prefix=RESULT
// RUN: %clear_objects
// RUN: env AUTOJIT_TIER_CALLS=3 %t.exe | FileCheck %s --check-prefix=RESULT
// RUN: %clang_lazy -O0 -g %s %runtime -o %t.O0.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=3 AUTOJIT_DEBUG=On %t.O0.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK-NOT: left to LLVM
// CHECK-DAG: compiled run, from its loop
// CHECK-DAG: 50215696
// RESULT: 50215696
#include <stdio.h>

static long run(const unsigned char *code, long n) {
  static void *const labels[] = {&&add, &&twice, &&again, &&halt, &&subtract, &&call};
  long sum = 0;
  const unsigned char *at = code;
  void *next;
#define NEXT goto *labels[*at++]
  NEXT;
add:
  sum += 3;
  NEXT;
twice:
  sum = sum * 2 & 0xffff;
  NEXT;
subtract:
  sum -= 1;
  next = sum & 1 ? &&add : &&twice;
  if (sum % 5 == 0)
    goto *next;
  NEXT;
call:
  if (n % 1000 == 5)
    sum += run(code, n / 5000);
  NEXT;
again:
  if (--n > 0)
    at = code;
  NEXT;
halt:
  return sum;
}

int main(void) {
  static const unsigned char code[] = {0, 1, 0, 4, 5, 1, 2, 3};
  long sum = run(code, 1000000);
  for (int i = 0; i < 5000; ++i)
    sum += run(code, i % 7);
  printf("%ld\n", sum);
}
