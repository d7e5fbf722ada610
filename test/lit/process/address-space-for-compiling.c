// RLIMIT_AS leaves LLVM no room for a function: the message says that.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: sh -c '%t.exe 2>&1; echo "status $?"' | FileCheck %s


#include "Inputs/use-up-address-space.h"

#define TEN(x) x x x x x x x x x x
#define STATEMENT value = value * 3 + (value ^ argument) - (argument << (value & 3));

static int small(int x) { return x + 1; }

static int large(int argument) {
  int value = argument;
  TEN(TEN(TEN(TEN(STATEMENT))))
  return value;
}

// By pointer: each is a first call.
int (*volatile small_by_pointer)(int) = small;
int (*volatile large_by_pointer)(int) = large;

int main(void) {
  int value = small_by_pointer(1);
  if (!use_up_address_space())
    return 1;
  printf("value %d\n", large_by_pointer(value));
  return 0;
}

// CHECK-NOT: value
// CHECK: [autojit] no memory is left for compiling; raise the limit (ulimit -v)
// CHECK: status 134
