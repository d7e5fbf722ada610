// Without unwind tables there is no frame for a directive to describe.
// RUN: %clang_lazy -O0 -fno-asynchronous-unwind-tables -S %s -o - | FileCheck %s
// RUN: %clang_lazy -O0 -fno-asynchronous-unwind-tables -c %s -o %t.o

int f(int x) { return x + 1; }

// CHECK: pushq %r11
// CHECK-NOT: .cfi_
