// The debug information of lazy bodies leaves the object; that of kept functions and globals stays.
// RUN: env AUTOJIT_KEEP=kept %clang_lazy -O0 -g -c %s -o %t.o
// RUN: llvm-dwarfdump %t.o | FileCheck %s --implicit-check-not=only_in_lazy --implicit-check-not='"lazy"'
// RUN: %clang_lazy -O0 -g -DNOTHING_STAYS -c %s -o %t2.o
// RUN: llvm-readelf -SW %t2.o | FileCheck %s --check-prefix=NONE --implicit-check-not=.debug_info

struct only_in_lazy {
  int member;
};

int lazy(int x) {
  struct only_in_lazy s = {x};
  return s.member;
}
#ifndef NOTHING_STAYS
int global = 1;

int kept(int parameter) { return parameter + global; }
#endif

// CHECK-DAG: DW_AT_name ("global")
// CHECK-DAG: DW_AT_name ("kept")
// CHECK-DAG: DW_AT_name ("parameter")
// NONE: .text
