// First calls after chdir, with relative paths in the environment of the build.
// RUN: mkdir -p %t.d && cd %t.d && env AUTOJIT_CACHE_DIR=cache %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: cd %t.d && env AUTOJIT_CACHE_DIR=cache %t.exe | FileCheck %s
// RUN: cd %t.d && env AUTOJIT_CACHE_DIR=cache %t.exe | FileCheck %s
// RUN: %same %s --expect 'in / value 9'

#include <stdio.h>
#include <unistd.h>

static int after_chdir(int x) { return x + 1; }

int main(void) {
  char where[64];
  if (chdir("/"))
    return 1;
  printf("in %s value %d\n", getcwd(where, sizeof where), after_chdir(8));
  return 0;
}

// CHECK: in / value 9
