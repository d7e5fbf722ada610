// The debug information of lazy bodies leaves the object; that of kept functions and globals stays.
// RUN: env AUTOJIT_KEEP=kept %clang_lazy -O0 -g -c %s -o %t.o
// RUN: llvm-dwarfdump %t.o | FileCheck %s --implicit-check-not=only_in_lazy --implicit-check-not='"lazy"'
// RUN: %clang_lazy -O0 -g -DNOTHING_STAYS -c %s -o %t2.o
// RUN: llvm-dwarfdump --debug-info --debug-line - < %t2.o | FileCheck %s --check-prefix=STUBS

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

// What is left are two line entries of a file that does not exist: where debuggers break.
// STUBS: DW_TAG_compile_unit
// STUBS: DW_AT_name ("<autojit stub>")
// STUBS-NOT: DW_TAG
// STUBS: name: "<autojit stub>"
// STUBS: 134217728 {{.*}} is_stmt{{$}}
// STUBS-NEXT: {{ 1 .*}} is_stmt prologue_end
// STUBS-NEXT: end_sequence
