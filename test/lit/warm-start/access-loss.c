// REQUIRES: in-process
// Before a program gives up rights managed code opens what may be needed later, also in a run that began without it.
// RUN: %clang_lazy -O0 -I%S/Inputs -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe | FileCheck %s --check-prefixes=CHECK,WARM
// RUN: %t.exe new | FileCheck %s --check-prefixes=CHECK,WARM,NEW

#include "managed.h"

#include <unistd.h>

__attribute__((noinline)) static int later(int x) { return x + 1; }
static int (*volatile pointer)(int) = later;

int main(int argc, char **argv) {
  printf("before: %s\n", managed());
  printf("setuid %d\n", setuid(getuid()));
  printf("after: %s\n", managed());
  if (argc > 1)
    printf("later %d\n", pointer(1));
  return 0;
}

// WARM: before: C alone
// CHECK: setuid 0
// CHECK: after: managed code
// NEW: later 2
