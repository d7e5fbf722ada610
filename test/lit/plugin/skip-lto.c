// RUN: env AUTOJIT_DEBUG=On %clang_lazy -flto=thin -O2 -c %s -o %t.thin.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -flto -O2 -c %s -o %t.full.o 2>&1 | FileCheck %s
// RUN: llvm-nm %t.thin.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit
// RUN: llvm-nm %t.full.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: autojit-plugin: skip {{.*}}skip-lto.c: link-time optimisation needs every body (compile without -flto to be lazy)
// OBJECT: T f
