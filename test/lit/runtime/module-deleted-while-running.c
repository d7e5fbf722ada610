// A program that has opened its module file goes on when the file is deleted.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe %t.d | FileCheck %s

#include <stdio.h>
#include <stdlib.h>

int later(int x) { return x + 1; }

static int (*volatile pointer)(int) = later;

int main(int argc, char **argv) {
  (void)argc;
  char command[4096];
  snprintf(command, sizeof command, "rm -rf '%s'", argv[1]);
  if (system(command))
    return 1;
  printf("still %d\n", pointer(8));
  return 0;
}

// CHECK: still 9
