// Lazy code never meets a TLS relocation: an accessor in the object computes the address.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=TRACE
// RUN: %clang_lazy -O0 -S -emit-llvm %s -o - | FileCheck %s

static _Thread_local int counter;
extern _Thread_local int elsewhere;

int f(void) { return ++counter + elsewhere; }

// TRACE-DAG: keep __autojit_tls.counter: accessor
// TRACE-DAG: keep __autojit_tls.elsewhere: accessor
// CHECK-DAG: define internal ptr @__autojit_tls.counter()
// CHECK-DAG: define internal ptr @__autojit_tls.elsewhere()
