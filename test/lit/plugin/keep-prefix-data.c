// Keep reason `prefix-data`: data before the entry is found through the function's address.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

__attribute__((patchable_function_entry(8, 8))) int padded(int x) { return x; }

int lazy(int x) { return padded(x); }

// CHECK-DAG: keep padded: {{prefix-data|instrumented}}
// CHECK-DAG: outline lazy: root
