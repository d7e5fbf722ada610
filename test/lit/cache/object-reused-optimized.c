// At -O2 a unit is found by its bodies as the compiler left them, before anything is optimised: what cannot be
// inlined into it does not matter, what may be does.
// RUN: split-file %s %t.dir
// RUN: sed 's/EDITED/%%s %%s/' %t.dir/program.c > %t.c
// RUN: %clang_lazy -O2 -c %t.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=FIRST
// RUN: sed 's/EDITED/%%s, %%s/' %t.dir/program.c > %t.c
// RUN: %clang_lazy -O2 -c %t.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=SECOND
// RUN: env AUTOJIT_TIER=0 %run_warm %t.exe | FileCheck %s --check-prefix=WARM
// REQUIRES: in-process

// FIRST-DAG: compiled main
// FIRST-DAG: compiled inlines
// FIRST-DAG: compiled calls
// FIRST: one two one three

// The literal belongs to the object: only its length is in the unit's code.
// SECOND-NOT: compiled {{main|calls}}
// SECOND-DAG: found main
// SECOND-DAG: found calls
// SECOND-DAG: compiled inlines
// SECOND: one, two one three

// WARM: one, two one three

//--- program.c
#include <stdio.h>

static int small(const char *a, const char *b) { return printf("EDITED ", a, b); }
__attribute__((noinline)) static int large(const char *a, const char *b) { return printf("%s %s\n", a, b); }
static int inlines(int x) { return small("one", "two") + x; }
static int calls(int x) { return large("one", "three") + x; }
int main(void) {
  int (*volatile unit)(int) = inlines; // Indirect calls: a unit for each function.
  int n = unit(1);
  unit = calls;
  return unit(n) == 0;
}
