// At -O2 small callees are inlined into the unit, and constants of the unit are known to it.
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 %t.exe | FileCheck %s --check-prefix=OUT
// RUN: %python %inputs/find.py %t.cache/images '*.so' llvm-objdump -d --no-show-raw-insn --disassemble-symbols=result @ | FileCheck %s

#include <stdio.h>
static const int table[] = {2, 3, 5, 7};

static int third(int i) { return table[i] * 3; }

static int sum(void) { return third(1) + third(2); }

__attribute__((noinline)) int result(void) { return sum(); }

int main(void) {
  printf("result %d\n", result());
  return 0;
}

// OUT: result 24
// CHECK: <result>:
// CHECK-NEXT: movl ${{24|0x18}}, %eax
// CHECK-NEXT: retq
