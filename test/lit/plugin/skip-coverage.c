// RUN: mkdir -p %t.dir && cd %t.dir && env AUTOJIT_DEBUG=On %clang_lazy --coverage -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: autojit-plugin: skip {{.*}}skip-coverage.c: gcov instruments bodies after this point (compile without --coverage to be lazy)
// OBJECT: T f
