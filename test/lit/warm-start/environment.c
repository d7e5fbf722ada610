// What the program does with its environment after its first call changes nothing: what is missing is compiled into the cache that
// was there from the beginning, as if managed code had.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -I%S/Inputs -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe | FileCheck %s --check-prefixes=CHECK,WARM
// RUN: %t.exe clear | FileCheck %s --check-prefixes=CHECK,CLEAR,NEW
// RUN: %t.exe clear | FileCheck %s --check-prefixes=CHECK,CLEAR,OLD
// RUN: %t.exe clear set | FileCheck %s --check-prefixes=CHECK,SET,NEW
// RUN: %t.exe clear set | FileCheck %s --check-prefixes=CHECK,SET,OLD

#include "managed.h"

#include <stdlib.h>

static int after_clear(int x) { return x + 1; }
static int after_set(int x) { return x + 2; }
static int (*volatile functions[])(int) = {after_clear, after_set};

int main(int argc, char **argv) {
  printf("main of %d\n", argc > 0);
  if (argc > 1) {
    clearenv();
    printf("clear %d\n", functions[0](1));
  }
  if (argc > 2) {
    setenv("AUTOJIT_CACHE_DIR", "/nonexistent/cache", 1);
    setenv("AUTOJIT_LINKER", "jitlink", 1);
    setenv("AUTOJIT_TIER", "0", 1);
    setenv("HOME", "relative", 1);
    printf("set %d\n", functions[1](1));
  }
  printf("%s\n", managed());
  return 0;
}

// CHECK: main of 1
// WARM: C alone
// CLEAR: clear 2
// SET: set 3
// NEW: managed code
// OLD: C alone
