// Keep reason `user`: AUTOJIT_KEEP, and the annotation in the source.
// RUN: env AUTOJIT_DEBUG=On AUTOJIT_KEEP="by_name, other" %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

int by_name(void) { return 1; }

__attribute__((annotate("autojit_keep"))) int by_annotation(void) { return 2; }

__attribute__((annotate("something else"))) int annotated(void) { return 3; }

int other(void) { return 4; }

int lazy(void) { return 5; }

// CHECK-DAG: keep by_name: user
// CHECK-DAG: keep by_annotation: user
// CHECK-DAG: keep other: user
// CHECK-DAG: outline annotated: root
// CHECK-DAG: outline lazy: root
