// -fno-integrated-as: GNU as has no way to write a 32-bit distance to a PLT entry, which is what an import that is
// only called is (plugin-native/ImportTable.cpp). The build fails with its message.
// XFAIL: *
// RUN: %clang_lazy -O0 -fno-integrated-as -c %s -o %t.as.o
// RUN: %clang %t.as.o %runtime -o %t.as.exe
// RUN: %t.as.exe | FileCheck %s

#include <stdio.h>
static int (*volatile pointer)(int);

static int local(int x) { return x + 2; }

int main(void) {
  pointer = local;
  printf("value %d\n", pointer(3));
  return 0;
}

// CHECK: value 5
