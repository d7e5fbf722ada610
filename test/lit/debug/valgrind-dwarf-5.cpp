// valgrind 3.19 does not read all of DWARF 5: it warns, and runs what clang built; so it does with what was built lazily.
// A unit in front without code would make it give up.
// REQUIRES: valgrind
// RUN: %clangxx -O0 -gdwarf-5 %s -o %t.regular
// RUN: valgrind %t.regular 2>&1 | FileCheck %s
// RUN: %clangxx_lazy -O0 -gdwarf-5 -c %s -o %t.o
// RUN: %clangxx %t.o %runtime -o %t.exe
// RUN: valgrind %t.exe 2>&1 | FileCheck %s
// RUN: valgrind %t.exe 2>&1 | FileCheck %s

#include <cstdio>

namespace n {
struct S {
  int value;
  virtual int f() { return value; }
} s;
} // namespace n
int one(int x) { return x + 1; }
int main() {
  std::printf("sum %d\n", one(1) + n::s.f());
  return 0;
}

// CHECK: sum 2
// CHECK: ERROR SUMMARY: 0 errors
