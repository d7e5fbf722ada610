// ld -r and objcopy of lazy objects.
// RUN: %clang_lazy -O0 -c %s -o %t.a.o
// RUN: %clang_lazy -O0 -c %S/Inputs/mix-b.c -o %t.b.o
// RUN: %clang_lazy -O0 -c %S/Inputs/mix-c.c -o %t.c.o
// RUN: %clang -r %t.a.o %t.b.o %t.c.o -o %t.all.o
// RUN: llvm-objcopy --strip-debug --redefine-sym total=renamed_total %t.all.o %t.copy.o
// RUN: %clang %t.copy.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

#include "mixtures.c"

// CHECK: total 132 calls 4 same 1
