// RUN: env AUTOJIT_DEBUG=on %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=1 %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=Yes %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=TRUE %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=Off %clang_lazy -c %s -o %t.o 2>&1 | count 0
// RUN: env AUTOJIT_DEBUG=0 %clang_lazy -c %s -o %t.o 2>&1 | count 0
// RUN: env AUTOJIT_DEBUG= %clang_lazy -c %s -o %t.o 2>&1 | count 0
// RUN: %clang_lazy -c %s -o %t.o 2>&1 | count 0

int f(void) { return 1; }

// CHECK: autojit-plugin: outline f: root
