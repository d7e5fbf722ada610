// Client and runtime use each other's images.
// RUN: %clang_lazy -O2 -g -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.client
// RUN: %clang %t.o %runtime -o %t.runtime
// RUN: env AUTOJIT_TIER=0 %t.client | FileCheck %s
// RUN: env AUTOJIT_TIER=0 %run_warm %t.runtime | FileCheck %s
// RUN: %clear_objects
// RUN: env AUTOJIT_TIER=0 %t.runtime | FileCheck %s
// RUN: env AUTOJIT_TIER=0 %run_warm %t.client | FileCheck %s

#include <stdio.h>

int main(void) { return puts("one image") < 0; }

// CHECK: one image
