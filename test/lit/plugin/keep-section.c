// Keep reason `section`: the user placed its code. The sections that clang itself chooses do not count.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: llvm-readelf -sW -S %t.o | FileCheck %s --check-prefix=SECTION

__attribute__((section("mine"))) int placed(void) { return 1; }

__attribute__((section(".text.hot"))) int hot(void) { return 2; }

int lazy(void) { return 3; }

// CHECK-DAG: keep placed: section
// CHECK-DAG: outline hot: root
// CHECK-DAG: outline lazy: root
// SECTION: mine
