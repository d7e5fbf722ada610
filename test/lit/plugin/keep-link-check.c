// A check at compile time that works by not linking: who reaches the call stays, so that the optimiser can remove it.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.0.o 2>&1 | FileCheck %s --check-prefix=UNOPTIMISED

extern void link_error(void);

static int checked(int size) {
  if (size != 4)
    link_error();
  return size;
}

int lazy(int x) { return x + 1; }

int main(void) { return checked(sizeof(int)) + lazy(-5); }

// CHECK-DAG: keep checked: link-check
// CHECK-DAG: keep main: link-check
// CHECK-DAG: outline lazy: root
// UNOPTIMISED-NOT: : link-check
