// Keep reason `library-function`: the replaceable allocation functions of C++.
// RUN: env AUTOJIT_DEBUG=On %clangxx_lazy -O0 -std=c++17 -c %s -o %t.o 2>&1 | FileCheck %s

#include <cstdlib>
#include <new>

void *operator new(std::size_t size) { return std::malloc(size); }

void *operator new[](std::size_t size) { return std::malloc(size); }

void operator delete(void *p) noexcept { std::free(p); }

void operator delete(void *p, std::size_t) noexcept { std::free(p); }

void *operator new(std::size_t size, std::align_val_t) { return std::malloc(size); }

int lazy() { return 1; }

// CHECK-DAG: keep _Znwm: library-function
// CHECK-DAG: keep _Znam: library-function
// CHECK-DAG: keep _ZdlPv: library-function
// CHECK-DAG: keep _ZdlPvm: library-function
// CHECK-DAG: keep _ZnwmSt11align_val_t: library-function
// CHECK-DAG: outline _Z4lazyv: root
