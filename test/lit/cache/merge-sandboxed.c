// A process that merges has compiled nothing: it does nothing when it exits, when it may have forbidden itself all but what the
// regular program needs.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-15 %t.exe @
// RUN: env AUTOJIT_DEBUG=On %t.exe 3 sandbox 2>&1 | FileCheck %s
// RUN: %run_warm %t.exe 3 sandbox

#include "Inputs/many.h"
#include "../Inputs/sandbox.h"

int main(int argc, char **argv) {
  printf("f%s %d\n", argv[1], functions[atoi(argv[1])](2));
  fflush(stdout);
  if (argc > 2)
    allow_only_writing();
  printf("the end\n");
  return 0;
}

// CHECK: merged 16 images
// CHECK: f3 7
// CHECK: the end
