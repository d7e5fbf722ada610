// Keep reason `ifunc-resolver`: it runs while the object is being relocated.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s

static int implementation(int x) { return x + 1; }

static int (*resolve(void))(int) { return implementation; }

int dispatched(int) __attribute__((ifunc("resolve")));

int main(void) { return dispatched(-1); }

// CHECK-DAG: keep resolve: ifunc-resolver
// CHECK-DAG: outline implementation: root
// CHECK-DAG: outline main: root
