// No home directory, no cache: the daemon listens on an abstract socket, and images live in memory.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: env -u AUTOJIT_CACHE_DIR -u HOME AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s

#include <stdio.h>

int main(void) { return puts("in memory") < 0; }

// CHECK: loaded image /proc/{{[0-9]+}}/task/{{[0-9]+}}/fd/
// CHECK: in memory
