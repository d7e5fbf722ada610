// C++20 modules: interface, implementation and user, all lazy.
// DEFINE: %{level} =
// DEFINE: %{build-and-run} = \
// DEFINE:   rm -rf %t.d && mkdir -p %t.d && \
// DEFINE:   %clangxx_lazy -std=c++20 %{level} --precompile -x c++-module %S/Inputs/shapes.cppm -o %t.d/shapes.pcm && \
// DEFINE:   %clangxx_lazy -std=c++20 %{level} -c %t.d/shapes.pcm -o %t.d/shapes.o && \
// DEFINE:   %clangxx_lazy -std=c++20 %{level} -fmodule-file=shapes=%t.d/shapes.pcm -c %s -o %t.o && \
// DEFINE:   %clangxx %t.o %t.d/shapes.o %runtime -o %t.exe && \
// DEFINE:   %t.exe | FileCheck %s && \
// DEFINE:   %run_warm %t.exe | FileCheck %s
// REDEFINE: %{level} = -O0
// RUN: %{build-and-run}
// REDEFINE: %{level} = -O2
// RUN: %{build-and-run}

import shapes;
extern "C" int printf(const char *, ...);

int main() { printf("area %d count %d\n", area(3, 4), ++count); }

// CHECK: area 12 count 8
