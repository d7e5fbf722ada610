// The index carries the level, so that the runtime optimises as the compiler would have.
// RUN: rm -rf %t.d && mkdir %t.d
// RUN: env AUTOJIT_STORE=dir=%t.d/0 %clang_lazy -O0 -c %s -o %t.o
// RUN: env AUTOJIT_STORE=dir=%t.d/1 %clang_lazy -O1 -c %s -o %t.o
// RUN: env AUTOJIT_STORE=dir=%t.d/2 %clang_lazy -O2 -c %s -o %t.o
// RUN: env AUTOJIT_STORE=dir=%t.d/3 %clang_lazy -O3 -c %s -o %t.o
// RUN: env AUTOJIT_STORE=dir=%t.d/s %clang_lazy -Os -c %s -o %t.o
// RUN: env AUTOJIT_STORE=dir=%t.d/z %clang_lazy -Oz -g -c %s -o %t.o
// RUN: %python %inputs/show_index.py %t.d/0/*.bc %t.d/1/*.bc %t.d/2/*.bc %t.d/3/*.bc %t.d/s/*.bc %t.d/z/*.bc | FileCheck %s

int f(int x) { return x + 1; }

// CHECK: speed 0 size 0 pic 2 debug 0
// CHECK: speed 1 size 0 pic 2 debug 0
// CHECK: speed 2 size 0 pic 2 debug 0
// CHECK: speed 3 size 0 pic 2 debug 0
// CHECK: speed 2 size 1 pic 2 debug 0
// CHECK: speed 2 size 2 pic 2 debug 1
