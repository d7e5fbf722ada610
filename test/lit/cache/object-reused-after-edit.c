// After an edit only the units that changed are compiled; the others are found by their content, although
// the module is another one.
// (Of optimised code and of LLVM's back end; the fast one is faster than the hash that objects are found by.)
// RUN: split-file %s %t.dir
// RUN: cp %t.dir/before.c %t.c
// RUN: %clang_lazy -O0 -g -c %t.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=FIRST
// RUN: cp %t.dir/after.c %t.c
// RUN: %clang_lazy -O0 -g -c %t.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=SECOND
// RUN: env AUTOJIT_BACKEND=llvm %run_warm %t.exe | FileCheck %s --check-prefix=WARM
// REQUIRES: in-process

// FIRST-DAG: compiled main
// FIRST-DAG: compiled stays
// FIRST-DAG: compiled changes
// FIRST-DAG: 3 texts one first

// SECOND-NOT: compiled {{main|stays}}
// SECOND-DAG: found main
// SECOND-DAG: found stays
// SECOND-DAG: compiled changes
// SECOND-DAG: packed 3 images
// SECOND-DAG: 3 texts one second

// WARM: 3 texts one second

//--- before.c
#include <stdio.h>

static int here = 3;
static void *volatile units; // Indirect calls: a unit for each function.

static int stays(int x) {
  return printf("%d texts %s ", here, "one") + x;
}
static int changes(int x) {
  return printf("%s\n", "first") + x;
}
int main(void) {
  units = (void *)stays;
  int n = ((int (*)(int))units)(1);
  units = (void *)changes;
  return ((int (*)(int))units)(n) == 0;
}

//--- after.c
#include <stdio.h>

static int here = 3;
static void *volatile units; // Indirect calls: a unit for each function.

static int stays(int x) {
  return printf("%d texts %s ", here, "one") + x;
}
static int changes(int x) {
  return printf("%s%s\n", "sec", "ond") + x;
}
int main(void) {
  units = (void *)stays;
  int n = ((int (*)(int))units)(1);
  units = (void *)changes;
  return ((int (*)(int))units)(n) == 0;
}
