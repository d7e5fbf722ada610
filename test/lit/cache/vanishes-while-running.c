// The pure cache may vanish while a program runs.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe %t.cache | FileCheck %s
// RUN: %t.exe %t.cache | FileCheck %s

#include <stdio.h>
#include <stdlib.h>

int later(int x) { return x + 1; }

static int (*volatile pointer)(int) = later;

int main(int argc, char **argv) {
  (void)argc;
  char command[4096];
  snprintf(command, sizeof command, "rm -rf '%s/images' '%s/objects'", argv[1], argv[1]);
  if (system(command))
    return 1;
  printf("still %d\n", pointer(8));
  return 0;
}

// CHECK: still 9
