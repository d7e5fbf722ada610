// -ffunction-sections gives each stub its section, so that the linker can drop it.
// RUN: %clang_lazy -O0 -ffunction-sections -c %s -o %t.o
// RUN: llvm-readelf -SW %t.o | FileCheck %s

int first(void) { return 1; }

int second(void) { return 2; }

// CHECK: .text.first
// CHECK: .text.second
