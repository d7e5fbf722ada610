// AUTOJIT_DAEMON=prefer: the runtime library takes code from a daemon that is there, and compiles itself where none is,
// where one is stopped by force, and where the socket is somebody else's.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_DAEMON=prefer AUTOJIT_DEBUG=On %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock -- %t.exe 2>&1 | FileCheck %s --check-prefixes=ASKED,CHECK
// RUN: %run_warm %t.exe | FileCheck %s
// RUN: rm -r %t.cache/images
// RUN: env AUTOJIT_DAEMON=prefer AUTOJIT_DEBUG=On AUTOJIT_SOCKET_PATH=%t.sock %t.exe 2>&1 | FileCheck %s --check-prefixes=ALONE,CHECK
// RUN: rm -r %t.cache/images
// RUN: env AUTOJIT_DAEMON=prefer AUTOJIT_DEBUG=On AUTOJIT_SOCKET_PATH=%t.o %t.exe 2>&1 | FileCheck %s --check-prefixes=ALONE,CHECK
// RUN: env AUTOJIT_DAEMON=always not --crash %t.exe 2>&1 | FileCheck %s --check-prefix=WRONG

#include <stdio.h>

static int helper(int x) { return x * 3; }

int main(void) { return printf("value %d\n", helper(14)) != 9; }

// ASKED-NOT: {{^}}[autojit] compiled
// ASKED: [autojit] autojitd had main: unit of 2 functions
// ALONE: no daemon answers: compiling here
// ALONE: {{compiled|found}} main
// CHECK: value 42
// WRONG: [autojit] AUTOJIT_DAEMON=always is not understood; use prefer, or nothing
