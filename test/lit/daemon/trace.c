// `autojitd --trace FILE` records the traffic, and `autojit trace show FILE` prints it.
// REQUIRES: autojit
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock --trace=%t.trace -- %t.exe
// RUN: autojit trace show %t.trace | FileCheck %s
// RUN: head -c -5 %t.trace > %t.cut && autojit trace show %t.cut | FileCheck %s --check-prefix=CUT
// RUN: not autojit trace show %t.none 2>&1 | FileCheck %s --check-prefix=NONE

int main(void) { return 0; }

// CHECK: #1 > HELLO protocol 1, image 3, module 6
// CHECK: #1 < WELCOME protocol 1, image 3, module 6, compiler {{[0-9]+-[0-9]+}}
// CHECK: #1 > COMPILE {{[0-9a-f]+}} function 0 debug 1, 0 placed
// CHECK: #1 < NEED_MODULE
// CHECK: #1 > MODULE {{[0-9]+}} bytes
// CHECK: #1 < IMAGE main: unit of 1 functions, leader 0, {{[0-9]+}} bytes, made in
// CUT: cut off at byte
// NONE: autojit: cannot read
