// A program that calls nothing lazy pays nothing: no code runs at start-up.
// RUN: %clang_lazy -O2 -g -c %s -o %t.o
// RUN: llvm-readelf -SW %t.o | FileCheck %s --implicit-check-not=_array --implicit-check-not=.ctors

int f(int x) { return x + 1; }

// CHECK: .text
