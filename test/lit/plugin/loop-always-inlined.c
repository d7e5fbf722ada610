// Who has a loop from what is always inlined, at whatever remove, is optimised before it runs: such loops are not counted.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s
// CHECK-DAG: outline direct: root, optimised before it runs
// CHECK-DAG: outline indirect: root, optimised before it runs
// CHECK-DAG: outline own_loop: root{{$}}
#define INLINED static inline __attribute__((always_inline))

INLINED int sum(int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    s += i;
  return s;
}
INLINED int twice(int n) { return sum(n) * 2; }

int direct(int n) { return sum(n); }
int indirect(int n) { return twice(n); }
int own_loop(int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    s ^= i;
  return s;
}
