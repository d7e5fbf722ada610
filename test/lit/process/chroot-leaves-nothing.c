// After chroot the cache's path means another directory: nothing is written there, and the program goes on without a cache.
// REQUIRES: root, in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: rm -rf %t.root && mkdir -p %t.root/%t.dir
// RUN: env AUTOJIT_DEBUG=On %t.exe %t.root 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %t.exe %t.root 2>&1 | FileCheck %s
// RUN: find %t.root -type f -o -name images -o -name counters | count 0

#include <stdio.h>
#include <unistd.h>

int later(int x) { return x + 1; }

static int (*volatile pointer)(int) = later;

int main(int argc, char **argv) {
  if (argc < 2 || chroot(argv[1]) || chdir("/"))
    return 1;
  printf("later %d\n", pointer(1));
  return 0;
}

// CHECK: not caching: {{.*}} is out of reach, or another directory
// CHECK: later 2
