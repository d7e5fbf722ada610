// LTO objects are linked with lazy ones; the plugin leaves what is compiled with -flto alone.
// RUN: %clang_lazy -O2 -c %s -o %t.a.o
// RUN: %clang_lazy -O2 -flto -c %S/Inputs/mix-b.c -o %t.b.o
// RUN: %clang_lazy -O2 -flto=thin -c %S/Inputs/mix-c.c -o %t.c.o
// RUN: %clang -fuse-ld=lld -flto %t.a.o %t.b.o %t.c.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s
// REQUIRES: ld.lld

#include "mixtures.c"

// CHECK: total 132 calls 4 same 1
