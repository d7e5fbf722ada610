// RUN: %clang_lazy -O0 -S -emit-llvm %s -o %t.ll
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %t.ll -o %t.o 2>&1 | FileCheck %s

int f(void) { return 1; }

// CHECK: autojit-plugin: skip {{.*}}skip-already-outlined.c: it has been outlined already
