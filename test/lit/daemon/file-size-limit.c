// A daemon that inherits a limit on the size of files writes no larger ones, and lives; code that is larger the client cannot
// load, and says so.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: not --crash bash -c 'ulimit -f 1; exec %t.exe' 2>&1 | FileCheck %s --check-prefix=LIMITED
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s

#include <stdio.h>

int main(void) { return puts("value") < 0; }

// LIMITED: [autojit] compiled code cannot be loaded
// That it is found shows that the daemon is the same.
// CHECK: [autojit] found main
// CHECK: value
