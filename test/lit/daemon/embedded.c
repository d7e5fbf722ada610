// With AUTOJIT_STORE=embed the client sends the bitcode out of the program itself.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: not ls %t.cache/modules
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

#include <stdio.h>

int main(void) { return puts("from the program itself") < 0; }

// CHECK: from the program itself
