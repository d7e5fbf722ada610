// C++20 modules: interface, implementation and user, all lazy.
// RUN: mkdir -p %t.d
// RUN: %clangxx_lazy -std=c++20 -O0 --precompile -x c++-module %S/Inputs/shapes.cppm -o %t.d/shapes.pcm
// RUN: %clangxx_lazy -std=c++20 -O0 -c %t.d/shapes.pcm -o %t.d/shapes.o
// RUN: %clangxx_lazy -std=c++20 -O0 -fmodule-file=shapes=%t.d/shapes.pcm -c %s -o %t.o
// RUN: %clangxx %t.o %t.d/shapes.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

import shapes;
extern "C" int printf(const char *, ...);

int main() { printf("area %d count %d\n", area(3, 4), ++count); }

// CHECK: area 12 count 8
