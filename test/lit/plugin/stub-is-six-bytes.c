// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s

int f(int x) { return x + 1; }

// CHECK: 0: jmpq *(%rip)
// CHECK-NEXT: 6: pushq %r11
