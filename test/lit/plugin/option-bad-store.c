// RUN: not env AUTOJIT_STORE=nowhere %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not env AUTOJIT_STORE=dir= %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=EMPTY
// RUN: not ls %t.o

int f(void) { return 1; }

// CHECK: error: autojit-plugin: AUTOJIT_STORE=nowhere names no store; use cache, embed or dir=PATH
// EMPTY: error: autojit-plugin: AUTOJIT_STORE=dir= names no store; use cache, embed or dir=PATH
