// A local function that a kept function calls must be in the object.
// RUN: env AUTOJIT_DEBUG=On AUTOJIT_KEEP=kept %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s

__attribute__((noinline)) static int helper(int x) { return x * 7; }

int kept(int x) { return helper(x); }

int lazy(int x) { return helper(x) + 1; }

// CHECK-DAG: keep kept: user
// CHECK-DAG: outline helper: root
// CHECK-DAG: outline lazy: root
