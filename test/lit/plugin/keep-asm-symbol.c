// Keep reason `asm-symbol`: no import table can bind a name that stands in assembly text.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s

__attribute__((used)) static int counter = 5;

int in_text(void) {
  int r;
  __asm__("movl counter(%%rip), %0" : "=r"(r));
  return r;
}

int as_operand(void) {
  int *r;
  __asm__("leaq %c1(%%rip), %0" : "=r"(r) : "i"(&counter));
  return *r;
}

__attribute__((noinline)) int with_label(void) {
  int r;
  __asm__("my_label: movl $5, %0" : "=r"(r));
  return r;
}

int no_symbol(int x) {
  __asm__ volatile("1: decl %0\n\tcmpl $0, %0\n\tjg 1b\n\tlock addl $5, %0" : "+m"(x));
  return x;
}

int barrier(void) {
  __asm__ volatile("" ::: "memory");
  return 5;
}

int main(void) { return in_text() + as_operand() + with_label() + no_symbol(3) + barrier() - 25; }

// CHECK-DAG: keep in_text: asm-symbol
// CHECK-DAG: keep as_operand: asm-symbol
// CHECK-DAG: keep with_label: asm-symbol
// CHECK-DAG: outline no_symbol: root
// CHECK-DAG: outline barrier: root
// CHECK-DAG: outline main: root
