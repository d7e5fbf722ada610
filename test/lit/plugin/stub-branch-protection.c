// With -fcf-protection the stub may be reached by an indirect call: it begins with endbr64, once.
// RUN: %clang_lazy -O0 -fcf-protection=full -S %s -o - | FileCheck %s
// RUN: %clang_lazy -O2 -fcf-protection=branch -S %s -o - | FileCheck %s

int f(int x) { return x + 1; }

// CHECK-LABEL: f:
// CHECK: endbr64
// CHECK-NOT: endbr64
// CHECK: jmpq *.L__autojit_descriptor.f(%rip)
