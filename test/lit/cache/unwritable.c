// A cache that cannot be written is no error: the program compiles what it needs in each run.
// RUN: mkdir -p %t.d && env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: chmod 0700 %t.d && echo file > %t.d/file
// RUN: env AUTOJIT_CACHE_DIR=%t.d/file/below %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: env AUTOJIT_CACHE_DIR=/proc/nowhere %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: env AUTOJIT_CACHE_DIR=/proc/nowhere AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=TRACE
// RUN: env -u AUTOJIT_CACHE_DIR -u HOME %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit

#include <stdio.h>

int main(void) {
  printf("value 12\n");
  return 0;
}

// CHECK: value 12
// TRACE: [autojit] {{.*}}/proc/nowhere
// TRACE: value 12
