// A template function that two programs instantiate is compiled once, line numbers and all.
// (Of optimised code and of LLVM's back end; the fast one is faster than the hash that objects are found by.)
// RUN: split-file %s %t.dir
// RUN: %clangxx_lazy -O0 -g %t.dir/one.cpp %runtime -o %t.one
// RUN: %clangxx_lazy -O0 -g %t.dir/two.cpp %runtime -o %t.two
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.one 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.two 2>&1 | FileCheck %s --check-prefix=TWO
// RUN: env AUTOJIT_BACKEND=llvm %run_warm %t.two | FileCheck %s
// A daemon compiles ahead, and sends such functions along without a word.
// REQUIRES: in-process

// ONE: compiled _Z5twiceIdET_S0_
// TWO: found _Z5twiceIdET_S0_
// CHECK: two 3

//--- shared.h
template <typename T> T twice(T x) { return x + x; }
//--- one.cpp
#include <cstdio>
#include "shared.h"
int main() {
  double (*volatile f)(double) = twice<double>;
  std::printf("one %g\n", f(0.5));
}
//--- two.cpp
extern int unrelated;
int unrelated = 1;
#include "shared.h"
#include <cstdio>
int main() {
  double (*volatile f)(double) = twice<double>;
  std::printf("two %g\n", f(0.5) + f(1));
}
