// After a run whose functions came in several images, the daemon joins them into one. (One that compiles ahead may have
// sent all of them in one.)
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock --threads=1 --trace=%t.trace -- %t.exe | FileCheck %s
// RUN: autojit trace show %t.trace | FileCheck %s --check-prefix=PACKED
// RUN: ls %t.cache/images/*/*.so | count 1
// RUN: %run_warm %t.exe | FileCheck %s
// Not if that is not wanted.
// RUN: rm -r %t.cache/images
// RUN: env AUTOJIT_PACK=Off %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock --threads=1 --trace=%t.trace -- %t.exe | FileCheck %s
// RUN: autojit trace show %t.trace | FileCheck %s --check-prefix=UNPACKED
// PACKED: > PACK
// UNPACKED-NOT: > PACK
// What the runtime library got from a daemon is joined in the same way.
// RUN: rm -r %t.cache/images && %clang %t.o %runtime -o %t.2.exe
// RUN: env AUTOJIT_DAEMON=prefer %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock --threads=1 --trace=%t.trace -- %t.2.exe | FileCheck %s
// RUN: autojit trace show %t.trace | FileCheck %s --check-prefix=PACKED
// RUN: ls %t.cache/images/*/*.so | count 1
// RUN: %run_warm %t.2.exe | FileCheck %s

#include <stdio.h>

int one(int x) { return x + 1; }
int two(int x) { return x + 2; }
int three(int x) { return x + 3; }
int (*volatile functions[])(int) = {one, two, three};

int main(void) {
  int value = 0;
  for (int i = 0; i < 3; i++)
    value = functions[i](value);
  printf("value %d\n", value);
  return 0;
}

// CHECK: value 6
