// Nothing is thrown through a function that was built without unwind tables, as C code may be.
// RUN: split-file %s %t.d
// RUN: %clang -O0 -fno-exceptions -fno-asynchronous-unwind-tables -fno-unwind-tables -c %t.d/between.c -o %t.plain.o
// RUN: %clang_lazy -O0 -fno-exceptions -fno-asynchronous-unwind-tables -fno-unwind-tables -c %t.d/between.c -o %t.O0.o
// RUN: %clang_lazy -O2 -fno-exceptions -fno-asynchronous-unwind-tables -fno-unwind-tables -c %t.d/between.c -o %t.O2.o
// RUN: %clangxx_lazy -O2 -c %t.d/main.cpp -o %t.main.o
// RUN: %clangxx %t.main.o %t.plain.o %runtime -o %t.plain
// RUN: %t.plain | FileCheck %s
// RUN: %clangxx %t.main.o %t.O0.o %runtime -o %t.O0
// RUN: %t.O0 | FileCheck %s
// RUN: %t.O0 | FileCheck %s
// RUN: %clangxx %t.main.o %t.O2.o %runtime -o %t.O2
// RUN: %t.O2 | FileCheck %s
// RUN: %t.O2 | FileCheck %s

// CHECK: calls 5
// CHECK-NEXT: terminate

//--- between.c
int between(int (*function)(int), int x) { return function(x) + 1; }

//--- main.cpp
#include <cstdio>
#include <cstdlib>
#include <exception>

extern "C" int between(int (*function)(int), int x);

static int even(int x) {
  if (x % 2)
    throw x;
  return x;
}

int main() {
  std::set_terminate([] {
    std::puts("terminate");
    std::exit(0);
  });
  std::printf("calls %d\n", between(even, 4));
  std::fflush(stdout);
  try {
    between(even, 5);
  } catch (int) {
    std::puts("caught");
  }
}
