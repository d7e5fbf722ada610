// The linker merges equal string literals, and programs compare their addresses: they stay.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: llvm-readelf -p .rodata.str1.1 %t.o | FileCheck %s

const char *f(void) { return "a literal"; }

// CHECK: a literal
