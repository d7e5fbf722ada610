// The body of a C99 inline function travels to be inlined, and its symbol is another object's.
// RUN: %clang_lazy -std=c99 -O2 -S -emit-llvm %s -o - | FileCheck %s

inline int elsewhere(int x) { return x + 1; }

int f(int x) { return elsewhere(x); }

// CHECK: dso_local_equivalent @elsewhere
// CHECK: declare {{.*}}@elsewhere(i32
