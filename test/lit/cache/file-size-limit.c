// A limit on the size of files (ulimit -f) is no end of the program: writing beyond it would raise SIGXFSZ.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: bash -c 'ulimit -f 1; AUTOJIT_DEBUG=On %t.exe' > %t.out 2>&1 && FileCheck %s < %t.out
// RUN: bash -c '(ulimit -f 0; %t.exe) 2>&1 | cat' | FileCheck %s --check-prefix=QUIET
// RUN: ls -A %t.cache/images/* | count 0
// REQUIRES: in-process
#include <stdio.h>

int main(void) {
  printf("value\n");
  return 0;
}

// CHECK: [autojit] not caching: cannot write '{{.*}}' (errno 27)
// CHECK: [autojit] linking in memory
// CHECK: value
// QUIET-NOT: autojit
// QUIET: value
