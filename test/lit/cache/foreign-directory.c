// A cache directory of another user is not used.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: mkdir -p %t.d && chown 65534 %t.d
// RUN: env AUTOJIT_CACHE_DIR=%t.d AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: ls -A %t.d | count 0
// REQUIRES: root

#include <stdio.h>

int main(void) {
  printf("value\n");
  return 0;
}

// CHECK: [autojit] {{.*}}'{{.*}}.d'
// CHECK: value
