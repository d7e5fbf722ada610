// An image of another compiler is not taken when one is installed, even if it looks right.
// RUN: mkdir -p %t.other/bin %t.other/lib && cp %out/bin/autojitd %t.other/bin && cp %out/lib/libautojit-llvm.so %t.other/lib
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: touch %t.other/lib/libautojit-llvm.so
// RUN: env AUTOJIT_DAEMON_PATH=%t.other/bin/autojitd AUTOJIT_SOCKET_PATH=%t.sock AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=COMPILED,CHECK
// RUN: ls %t.cache/images/*/*.so | count 2

#include <stdio.h>

int main(void) { return puts("fresh") < 0; }

// COMPILED: compiled main
// CHECK: fresh
