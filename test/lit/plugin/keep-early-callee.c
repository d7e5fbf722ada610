// Keep reason `early-callee`: called, however indirectly, by one that must not resolve anything.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

#include <stddef.h>

static void *deepest(size_t size) {
  static char heap[1 << 16];
  static size_t used;
  used += size;
  return heap + used - size;
}

static void *deeper(size_t size) { return deepest((size + 15) & ~15ul); }

void *malloc(size_t size) { return deeper(size); }

int lazy(void) { return 1; }

// CHECK-DAG: keep malloc: library-function
// CHECK-DAG: keep deeper: early-callee
// CHECK-DAG: keep deepest: early-callee
// CHECK-DAG: outline lazy: root
