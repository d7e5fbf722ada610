// A reason in a body that is always inlined is a reason of every caller.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

__attribute__((used)) static int counter = 5;

static inline __attribute__((always_inline)) int inner(void) {
  int r;
  __asm__("movl counter(%%rip), %0" : "=r"(r));
  return r;
}

static inline __attribute__((always_inline)) int outer(void) { return inner(); }

int caller(void) { return outer(); }

int lazy(void) { return counter; }

// CHECK-DAG: keep caller: inline-asm
// CHECK-DAG: outline lazy: root
