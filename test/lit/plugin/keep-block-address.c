// Keep reason `block-address`: a label of it is stored in data that cannot move with it. A label table
// of its own moves.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s --expect '12 12'

#include <stdio.h>

void **shared_labels;

static int escapes(int i) {
  static void *labels[] = {&&one, &&two};
  shared_labels = labels;
  goto *labels[i];
one:
  return 1;
two:
  return 2;
}

static int moves(int i) {
  static void *labels[] = {&&one, &&two};
  goto *labels[i];
one:
  return 1;
two:
  return 2;
}

int main(void) {
  printf("%d%d %d%d\n", escapes(0), escapes(1), moves(0), moves(1));
  return 0;
}

// CHECK-DAG: keep escapes: block-address
// CHECK-DAG: outline moves: jit-only
