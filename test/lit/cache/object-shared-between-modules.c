// Two modules that number their functions and imports differently share the object of an equal unit, and
// each binds it to its own.
// RUN: split-file %s %t.dir
// RUN: %clang_lazy -O1 -I%t.dir -c %t.dir/one.c -o %t.one.o
// RUN: %clang_lazy -O1 -I%t.dir -c %t.dir/two.c -o %t.two.o
// RUN: %clang %t.one.o %t.two.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=TRACE
// RUN: env AUTOJIT_TIER=0 %run_warm %t.exe | FileCheck %s
// UNSUPPORTED: standing

// TRACE: compiled shared_text
// TRACE: found shared_text
// TRACE: one has 1
// TRACE-NEXT: two has 2
// CHECK: one has 1
// CHECK-NEXT: two has 2

//--- shared.h
#include <stdio.h>
static int own;
__attribute__((noinline)) static void shared_text(const char *who) {
  printf("%s has %d\n", who, own);
}
//--- one.c
# 1 "common.c"
#include "shared.h"
void two(void);
int main(void) {
  own = 1;
  void (*volatile f)(const char *) = shared_text;
  f("one");
  two();
}
//--- two.c
# 1 "common.c"
extern void other_a(void), other_b(void);
int unrelated_before;
void never(void) { unrelated_before++; }
#include "shared.h"
void two(void) {
  never();
  own = 2;
  void (*volatile f)(const char *) = shared_text;
  f("two");
}
