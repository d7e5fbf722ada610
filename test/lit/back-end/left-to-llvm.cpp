// What the fast back end does not know is LLVM's, function by function, and each has its reason.
// RUN: %clangxx_lazy -O0 -g -c %s -o %t.o
// RUN: %clangxx %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe > %t.log 2>&1 && FileCheck %s < %t.log
// RUN: %clangxx_lazy -O0 -c -fstack-protector-all %s -o %t.sp.o && %clangxx %t.sp.o %runtime -o %t.sp.exe
// RUN: env AUTOJIT_DEBUG=On %t.sp.exe 2>&1 | FileCheck %s --check-prefix=ATTRIBUTE
// RUN: %clangxx_lazy -O0 -c -fcf-protection %s -o %t.cf.o && %clangxx %t.cf.o %runtime -o %t.cf.exe
// RUN: env AUTOJIT_DEBUG=On %t.cf.exe 2>&1 | FileCheck %s --check-prefix=MODULE
// RUN: env AUTOJIT_DEBUG_INFO=full AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=FULL
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=ALONE
// REQUIRES: in-process

#include <cstdio>

#define OWN_UNIT __attribute__((noinline)) static

OWN_UNIT int type(_Float16 x) { return (int)(x * 2); }
OWN_UNIT int wide(__int128 x) { return (int)(x >> 64); }
typedef int four __attribute__((vector_size(16)));
OWN_UNIT int vectors(int x) {
  four v = {x, x, x, x};
  return (v + v)[0];
}
OWN_UNIT int variable(int x) {
  alignas(64) volatile int y = x;
  return y;
}
__attribute__((ms_abi)) OWN_UNIT int convention(int x) { return x; }
OWN_UNIT int intrinsic(float x) { return (int)__builtin_roundevenf(x); }
OWN_UNIT int known(int x) { return x + 1; }

int main() {
  int sum = type((_Float16)1.5f) + wide((__int128)4 << 64) + vectors(5) + variable(7) + convention(8) + intrinsic(9) + known(9);
  std::printf("sum %d\n", sum);
}

// CHECK: left to LLVM: main (an argument), _ZL4typeDF16_ (a type), _ZL4widen (a type), _ZL7vectorsi (insertelement)
// CHECK-SAME: _ZL8variablei (an over-aligned or large variable), _ZL10conventioni (a calling convention)
// CHECK-SAME: _ZL9intrinsicf (an intrinsic)
// CHECK-NOT: known
// CHECK: compiled main: unit of 8 functions
// CHECK: sum 51
// ATTRIBUTE: left to LLVM: {{.*}}_ZL5knowni (an attribute)
// ATTRIBUTE: sum 51
// MODULE: left to LLVM: a flag of the module
// MODULE: sum 51
// FULL: left to LLVM: debug information about variables
// FULL: sum 51
// ALONE-NOT: left to LLVM
// ALONE: sum 51
