// Keep reason `naked`: it has no frame that a body elsewhere could share.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s

__attribute__((naked)) int naked(int x) { __asm__("leal 1(%rdi), %eax\n\tret"); }

int lazy(int x) { return naked(x) - 1; }

int main(void) { return lazy(0); }

// CHECK-DAG: keep naked: naked
// CHECK-DAG: outline lazy: root
