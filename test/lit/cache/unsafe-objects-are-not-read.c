// Code is not made of objects that others could have written by now. (Of a daemon's objects:
// daemon/unsafe-objects-are-not-read.c.)
// (Of optimised code and of LLVM's back end; the fast one is faster than the hash that objects are found by.)
// REQUIRES: in-process
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_BACKEND=llvm %t.exe && rm -r %t.cache/images
// RUN: chmod o+w %t.cache/objects && env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: chmod o-w %t.cache/objects && chmod g+w %t.cache/objects/* && rm -r %t.cache/images
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// RUN: chmod g-w %t.cache/objects/* && rm -r %t.cache/images
// RUN: env AUTOJIT_BACKEND=llvm AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=SAFE
#include <stdio.h>

int main(void) { return puts("value") < 0; }

// CHECK: [autojit] not caching: '{{.*}}.cache/objects{{.*}}' is not a writable directory of this user
// CHECK: [autojit] compiled main
// CHECK: value
// SAFE: [autojit] found main
// SAFE: value
