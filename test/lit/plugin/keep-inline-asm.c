// Keep reason `inline-asm`: a wrong text is an error of the compiler, which is how programs find out what they may use;
// and no import table can bind a name that stands in it.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s
// RUN: not %clang_lazy -O0 -DBOGUS -c %s -o %t.wrong.o 2>&1 | FileCheck %s --check-prefix=ERROR

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

#ifdef BOGUS
void bogus(void) { __asm__ volatile("bogus"); }
#endif

int barrier(void) {
  __asm__ volatile("" ::: "memory");
  return 5;
}

int main(void) { return in_text() + as_operand() + with_label() + no_symbol(3) + barrier() - 25; }

// CHECK-DAG: keep in_text: inline-asm
// CHECK-DAG: keep as_operand: inline-asm
// CHECK-DAG: keep with_label: inline-asm
// CHECK-DAG: keep no_symbol: inline-asm
// CHECK-DAG: outline barrier: root
// CHECK-DAG: outline main: root
// ERROR: error: invalid instruction mnemonic 'bogus'
