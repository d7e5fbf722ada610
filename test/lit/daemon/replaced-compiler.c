// A daemon whose compiler was replaced ends by itself; the next request starts a new one.
// RUN: mkdir -p %t.d/bin %t.d/lib && cp %out/bin/autojitd %t.d/bin && cp %out/lib/libautojit-llvm.so %t.d/lib
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: env AUTOJIT_DAEMON_PATH=%t.d/bin/autojitd %t.exe | FileCheck %s
// RUN: touch %t.d/lib/libautojit-llvm.so
// RUN: env AUTOJIT_DAEMON_PATH=%t.d/bin/autojitd AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=AGAIN,CHECK
// RUN: env AUTOJIT_DAEMON_PATH=%t.d/bin/autojitd %run_warm %t.exe | FileCheck %s

#include <stdio.h>

int main(void) { return puts("compiled") < 0; }

// AGAIN: {{compiled|found}} main
// CHECK: compiled
