// Keep reason `calling-convention`: entered by hardware, or by a protocol that no stub passes through.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -mgeneral-regs-only -c %s -o %t.o 2>&1 | FileCheck %s

struct frame;

__attribute__((interrupt)) void handler(struct frame *frame) { (void)frame; }

int lazy(void) { return 1; }

// CHECK-DAG: keep handler: calling-convention
// CHECK-DAG: outline lazy: root
