// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not ls %t.cache

extern int f(void);
int (*pointer)(void) = f;

// CHECK: autojit-plugin: skip {{.*}}skip-no-body.c: it has no body to outline
