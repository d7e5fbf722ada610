// Keep reason `module-asm`: module-level assembly names it.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s

__asm__(".globl also_called\n.set also_called, named");

int named(int x) { return x; }

int also_called(int x);

int lazy(int x) { return also_called(x); }

int main(void) { return lazy(0); }

// CHECK-DAG: keep named: module-asm
// CHECK-DAG: outline lazy: root
