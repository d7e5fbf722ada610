// A cache directory that others could have prepared is not used: symbolic link, writable by others.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: mkdir -p %t.d/target && ln -s %t.d/target %t.d/link
// RUN: env AUTOJIT_CACHE_DIR=%t.d/link AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: ls -A %t.d/target | count 0
// RUN: mkdir %t.d/open && chmod 0777 %t.d/open
// RUN: env AUTOJIT_CACHE_DIR=%t.d/open AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: ls -A %t.d/open | count 0

#include <stdio.h>

int main(void) {
  printf("value\n");
  return 0;
}

// CHECK: [autojit] {{.*}}'{{.*}}/{{link|open}}'
// CHECK: value
