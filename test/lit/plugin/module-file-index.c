// The module file is a valid bitcode file with an index in front.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: llvm-dis %t.d/*.bc -o - | FileCheck %s --check-prefix=BITCODE
// RUN: llvm-bcanalyzer %t.d/*.bc | FileCheck %s --check-prefix=ANALYZER
// RUN: %python %inputs/show_index.py %t.d/*.bc | FileCheck %s

static int data;
extern int elsewhere(int);

static int helper(int x) { return elsewhere(x) + data++; }

__attribute__((weak)) int weak(int x) { return x; }

static int seldom(int x) { return x; }

int f(int x) { return helper(x) + helper(x + 1) + weak(x) + (x > 7 ? seldom(x) : 0); }

// BITCODE-DAG: define internal i32 @helper(
// BITCODE-DAG: define {{.*}}i32 @f(
// ANALYZER: Block ID
// CHECK: format 6
// CHECK: source {{.*}}module-file-index.c
// CHECK: triple x86_64
// CHECK-DAG: function {{[0-9]}} f: root, linkage 0, calls helper(0),seldom(2), size
// CHECK-DAG: function {{[0-9]}} helper: jit-only, linkage 1, calls -
// CHECK-DAG: function {{[0-9]}} weak: root, linkage 2, calls -
// CHECK-DAG: import data: direct
// CHECK-DAG: import elsewhere: plt
// CHECK-DAG: import weak: plt
