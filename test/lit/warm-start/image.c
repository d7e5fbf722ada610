// What a run finds in the cache, it finds, loads and binds without managed code, which is there as soon as a function is missing:
// and then calls, function pointers, static variables and calls between old and new code go on as they were.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -g -I%S/Inputs -c %s -o %t.O0.o
// RUN: %clang %t.O0.o %runtime -o %t.O0
// RUN: %t.O0 3 | FileCheck %s --check-prefixes=CHECK,COLD
// RUN: %t.O0 3 | FileCheck %s --check-prefixes=CHECK,WARM
// RUN: %t.O0 3 new | FileCheck %s --check-prefixes=CHECK,WARM,NEW
// RUN: %t.O0 3 new | FileCheck %s --check-prefixes=CHECK,WARM,AGAIN
// RUN: %clang_lazy -O2 -I%S/Inputs -c %s -o %t.O2.o
// RUN: %clang %t.O2.o %runtime -o %t.O2
// RUN: %t.O2 3 | FileCheck %s --check-prefixes=CHECK,COLD
// RUN: %t.O2 3 | FileCheck %s --check-prefixes=CHECK,WARM
// RUN: %t.O2 3 new | FileCheck %s --check-prefixes=CHECK,WARM,NEW
// RUN: %t.O2 3 new | FileCheck %s --check-prefixes=CHECK,WARM,AGAIN

// Each run is counted once.
// RUN: autojit-cache stats | FileCheck %s --check-prefix=STATS

#include "managed.h"

#include <stdlib.h>

static int calls;

__attribute__((noinline)) static int known(int x) { return x * 2 + ++calls; }
__attribute__((noinline)) int visible(int x) { return known(x) + 1; }
__attribute__((noinline)) static int unknown(int x) { return visible(x) + known(x) + 100; }

static int (*volatile before)(int) = visible;
static int (*volatile later)(int) = unknown;
static int (*volatile same)(int);

int main(int argc, char **argv) {
  int x = atoi(argv[1]);
  same = visible;
  printf("known %d %d %d\n", known(x), before(x), same == before);
  printf("so far: %s\n", managed());
  if (argc > 2) {
    printf("unknown %d %d\n", later(x), later(x));
    printf("known %d %d %d, %d calls\n", known(x), before(x), same == before, calls);
    printf("then: %s\n", managed());
  }
  return 0;
}

// CHECK: known 7 9 1
// COLD: so far: managed code
// WARM: so far: C alone
// NEW: unknown 120 124
// NEW: known 13 15 1, 8 calls
// NEW: then: managed code
// AGAIN: unknown 120 124
// AGAIN: known 13 15 1, 8 calls
// AGAIN: then: C alone
// STATS: runs {{ *}}8 
