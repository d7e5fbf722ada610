// A file size limit stands for a full disk: nothing half-written is ever used.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: sh -c 'trap "" XFSZ; ulimit -f 1; %t.exe || true'
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

#include <stdio.h>
static const char *const text = "some data of this program";

int main(void) {
  printf("value %s\n", text);
  return 0;
}

// CHECK: value some data of this program
