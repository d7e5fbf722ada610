// Keep reason `preinit`: it runs before the runtime's own initialisation.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s --expect 'preinit 7'

#include <stdio.h>

static int seen;

static void early(void) { seen = 7; }

__attribute__((section(".preinit_array"), used)) static void (*entry)(void) = early;

int main(void) {
  printf("preinit %d\n", seen);
  return 0;
}

// CHECK-DAG: keep early: preinit
// CHECK-DAG: outline main: root
