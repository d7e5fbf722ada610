// What may be needed later is opened when a function is called after which it may be out of reach, not before and not
// in programs that only might call it.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe call 2>&1 | FileCheck %s --check-prefix=CALL
// RUN: env AUTOJIT_DEBUG=On %t.exe call 2>&1 | FileCheck %s --check-prefix=CALL
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=NONE
// REQUIRES: root

#include <stdio.h>
#include <unistd.h>

int later(int x);
int later(int x) { return x + 1; }

int main(int argc, char **argv) {
  (void)argv;
  int result = argc > 1 ? seteuid(0) + seteuid(0) : 0;
  fprintf(stderr, "result %d\n", result);
  return 0;
}

// CALL: [autojit] opened what 1 modules may need: files may be out of reach from now on (
// CALL-NOT: opened what
// CALL: result 0
// NONE-NOT: opened what
// NONE: result 0
