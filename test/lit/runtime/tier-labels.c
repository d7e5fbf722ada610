// Threaded code: instructions hold addresses of labels that another call has put there. A better body has other labels, so
// there is only one body.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On AUTOJIT_TIER_CALLS=3 %t.exe 2>&1 | FileCheck %s
// RUN: %t.exe | FileCheck %s --check-prefix=RESULT
// RUN: %clang_lazy -O0 %s %runtime -o %t.O0.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=3 %t.O0.exe | FileCheck %s --check-prefix=RESULT
// REQUIRES: in-process
// CHECK-NOT: compiled run: {{.*}}compiled run:
// CHECK-DAG: tiers: 1 of 1 functions were hot
// CHECK-DAG: 100080000
// RESULT: 100080000
#include <stdio.h>

union instruction {
  long operation;
  void *label;
};

static long run(union instruction *code, int prepare, long n) {
  static void *const labels[] = {&&add, &&twice, &&halt};
  if (prepare) {
    for (; n; --n, ++code)
      code->label = labels[code->operation];
    return 0;
  }
  goto *code->label;
add:
  n += 3;
  ++code;
  goto *code->label;
twice:
  n *= 2;
  ++code;
  goto *code->label;
halt:
  return n;
}

int main(void) {
  union instruction code[] = {{0}, {1}, {0}, {2}};
  run(code, 1, 4);
  long sum = 0;
  for (long i = 0; i < 10000; ++i)
    sum += run(code, 0, i);
  printf("%ld\n", sum);
}
