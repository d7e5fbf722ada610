// Keep reason `accessor`: it computes the address of a thread-local variable for lazy bodies.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

static _Thread_local struct { int a, b; } pair;

int f(void) { return ++pair.b; }

int g(void) { return ++pair.a; }

// CHECK: keep __autojit_tls.pair: accessor
// CHECK-NOT: : accessor
