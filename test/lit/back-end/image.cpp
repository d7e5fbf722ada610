// An image of one unit is linked without lld: tools read it, the loader finds its symbols, unwinders its frames. What
// is packed, or LLVM's, is lld's.
// RUN: %clangxx_lazy -O0 -g -c %s -o %t.o && %clangxx %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_PACK=Off %t.exe | FileCheck %s
// RUN: cp %t.cache/images/*/*.so %t.so
// RUN: llvm-readelf -WSlds --dyn-syms -r %t.so 2>&1 | FileCheck %s --check-prefix=ELF
// RUN: readelf -WSldsr %t.so 2>&1 | FileCheck %s --check-prefix=GNU
// RUN: llvm-dwarfdump --verify %t.so | FileCheck %s --check-prefix=DWARF
// RUN: %python %inputs/dynamic_symbols.py %t.so | FileCheck %s --check-prefix=FOUND
// REQUIRES: in-process

#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>

struct Counted {
  static inline int alive = 0;
  Counted() { ++alive; }
  ~Counted() { --alive; }
};

static const double table[] = {0.5, 1.5, 2.5};

int deep(int n) {
  Counted here;
  if (n == 0)
    throw std::out_of_range("deep");
  return deep(n - 1) + 1;
}

int catches(int n) {
  try {
    return deep(n);
  } catch (const std::logic_error &e) {
    std::printf("%s, %d alive\n", e.what(), Counted::alive);
    return int(std::strlen(e.what()));
  }
}

int main() {
  int sum = catches(5);
  char copy[300];
  std::memset(copy, sum, sizeof copy);
  std::printf("%d %d %.1f\n", sum, copy[299], table[sum % 3]);
}

// CHECK: deep, 0 alive
// CHECK-NEXT: 4 4 1.5

// ELF-NOT: warning
// ELF-DAG: LOAD {{.*}} R E 0x1000
// ELF-DAG: LOAD {{.*}} RW 0x1000
// ELF-DAG: GNU_STACK {{.*}} RW
// ELF-DAG: .gcc_except_table
// ELF-DAG: .plt
// ELF-DAG: R_X86_64_NONE
// ELF-NOT: warning

// GNU-NOT: {{[Ww]arning|Error:}}
// GNU: .eh_frame_hdr
// GNU-NOT: {{[Ww]arning|Error:}}

// DWARF: No errors.

// FOUND: main
// FOUND-NOT: lost
// FOUND: 5 symbols are where they should be
