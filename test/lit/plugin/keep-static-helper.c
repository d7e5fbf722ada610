// Keep reason `static-helper`: conversions of bfloat are calls of functions that libgcc_s has from GCC 13 on only.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

__bf16 passed(__bf16 x) { return x; }

float widened(const __bf16 *x) { return (float)*x; }

float lazy(float x) { return x; }

// CHECK-DAG: keep passed: static-helper
// CHECK-DAG: keep widened: static-helper
// CHECK-DAG: outline lazy: root
