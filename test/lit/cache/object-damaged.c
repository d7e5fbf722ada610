// A stored object that is damaged is refused and made again; a word is said under AUTOJIT_DEBUG only.
// (Of optimised code and of LLVM's back end; the fast one is faster than the hash that objects are found by.)
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_BACKEND=llvm %t.exe | FileCheck %s
// RUN: rm -r %t.cache/images
// RUN: %python %inputs/find.py %t.cache/objects '*' %damage byte=200 @
// RUN: env AUTOJIT_BACKEND=llvm %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: rm -r %t.cache/images
// RUN: %python %inputs/find.py %t.cache/objects '*' %damage byte=200 @
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=TRACE
// RUN: rm -r %t.cache/images
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=MENDED
// REQUIRES: in-process

#include <stdio.h>

static int helper(int x) { return x * 3; }

int main(void) {
  printf("value %d\n", helper(4));
  return 0;
}

// CHECK: {{^}}value 12
// TRACE: rejected {{.*}}objects/{{.*}}: Damaged
// TRACE: compiled main
// TRACE: value 12
// MENDED: found main
// MENDED: value 12
