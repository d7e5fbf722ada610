// RLIMIT_AS leaves no room for a module file: the message says that, and not that the file is bad.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.1.o
// RUN: %clang_lazy -O0 -DSECOND -c %s -o %t.2.o
// RUN: %clang %t.1.o %t.2.o %runtime -o %t.exe
// RUN: sh -c '%t.exe 2>&1; echo "status $?"' | FileCheck %s


int second(int x);

#ifdef SECOND
int second(int x) { return x * 3; }
#else
#include "Inputs/use-up-address-space.h"

int main(void) {
  if (!use_up_address_space())
    return 1;
  printf("value %d\n", second(4));
  return 0;
}
#endif

// CHECK-NOT: value
// CHECK: [autojit] no address space is left for '{{.*}}.bc'; raise the limit (ulimit -v)
// CHECK: status 134
