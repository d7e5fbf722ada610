// With -g, locations and variables are apart in the bitcode: instructions have none. Functions with parts from another
// file stay as they are, and labels stay. Where assignments are tracked (-O1), that is undone, and there are atoms.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -g -c %s -o %t.o
// RUN: llvm-dis %t.d/*.bc -o - | FileCheck %s --check-prefixes=CHECK,O0
// RUN: env AUTOJIT_STORE=dir=%t.o1 %clang_lazy -O1 -g -c %s -o %t.o
// RUN: llvm-dis %t.o1/*.bc -o - | FileCheck %s --check-prefixes=CHECK,O1
// RUN: env AUTOJIT_STORE=dir=%t.none %clang_lazy -O0 -c %s -o %t.o
// RUN: llvm-dis %t.none/*.bc -o - | FileCheck %s --check-prefix=NONE
//
// When the bitcode cannot be stored, the object is that of a regular build.
// RUN: env AUTOJIT_STORE=dir=/dev/null/no %clang_lazy -O0 -g -c %s -o %t.kept.o 2>&1 | FileCheck %s --check-prefix=KEPT
// RUN: %clang -O0 -gdwarf-4 -c %s -o %t.regular.o
// RUN: llvm-dwarfdump --debug-info --debug-line %t.kept.o | grep -v "file format" > %t.kept
// RUN: llvm-dwarfdump --debug-info --debug-line %t.regular.o | grep -v "file format" > %t.regular
// RUN: diff %t.regular %t.kept
// RUN: env AUTOJIT_STORE=dir=/dev/null/no %clang_lazy -O1 -g -c %s -o %t.kept.o 2>&1 | FileCheck %s --check-prefix=KEPT
// RUN: %clang -O1 -gdwarf-4 -c %s -o %t.regular.o
// RUN: llvm-dwarfdump --debug-info --debug-line %t.kept.o | grep -v "file format" > %t.kept
// RUN: llvm-dwarfdump --debug-info --debug-line %t.regular.o | grep -v "file format" > %t.regular
// RUN: diff %t.regular %t.kept

int f(int x) {
  int sum = 0;
  for (int i = 0; i < x; ++i) {
    int twice = i * 2;
    sum += twice;
  }
again:
  if (sum > 1000) {
    sum /= 2;
    goto again;
  }
  return sum;
}

struct large {
  long words[9];
};
long g(struct large l) { return l.words[3]; }

int includes(int x) {
#line 100 "elsewhere.h"
  int y = x + 1;
#line 45 "detached-debug-info.c"
  return y;
}

// CHECK: define {{.*}}i32 @f({{.*}} !dbg [[F:![0-9]+]] !autojit.lines [[LINES:![0-9]+]] {
// CHECK-NOT: , !dbg
// CHECK-NOT: #dbg_declare
// CHECK-NOT: #dbg_assign
// CHECK-NOT: !DIAssignID
// CHECK: #dbg_label(
// CHECK-NOT: #dbg_declare
// CHECK-NOT: #dbg_assign
// CHECK-NOT: !DIAssignID
// CHECK: {{^}}}
// CHECK: define {{.*}}i64 @g({{.*}} !autojit.lines
// CHECK-NOT: #dbg_declare
// CHECK: define {{.*}}i32 @includes({{.*}} !dbg !{{[0-9]+}} {
// O0: #dbg_declare
// O1: #dbg_assign
// CHECK: , !dbg
// CHECK: define internal void @autojit.debug(ptr %0, ptr %1, ptr %2, ptr %3, ptr %4) {
// CHECK-NEXT: #dbg_declare(ptr %1, [[X:![0-9]+]], !DIExpression(),
// CHECK-NEXT: #dbg_declare(ptr %2, [[SUM:![0-9]+]], !DIExpression(),
// CHECK-NEXT: #dbg_declare(ptr %3, [[I:![0-9]+]], !DIExpression(),
// CHECK-NEXT: #dbg_declare(ptr %4, [[TWICE:![0-9]+]], !DIExpression(),
// CHECK-NEXT: unreachable, !autojit.rest
// CHECK: #dbg_declare(ptr %0, [[L:![0-9]+]], !DIExpression(),
// CHECK-NEXT: unreachable, !autojit.rest
// O0-DAG: [[LINES]] = distinct !{!"{{.*}}", ptr @autojit.debug}
// O1-DAG: [[LINES]] = distinct !{!"{{.*}}", ptr @autojit.debug, !"{{.*}}"}
// CHECK-DAG: [[X]] = !DILocalVariable(name: "x", arg: 1, scope: [[F]]
// CHECK-DAG: [[SUM]] = !DILocalVariable(name: "sum", scope: [[F]]
// CHECK-DAG: [[TWICE]] = !DILocalVariable(name: "twice"
// CHECK-DAG: [[L]] = !DILocalVariable(name: "l", arg: 1

// NONE-NOT: autojit.lines
// NONE-NOT: autojit.debug

// KEPT: is compiled ahead of time
