// A warm run asks nobody: neither is a daemon running, nor is one installed. With an installation the key of images is
// the installed compiler's; without one, images of any compiler do.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: env AUTOJIT_SOCKET_PATH=/nonexistent/socket %run_warm %t.exe | FileCheck %s
// RUN: env AUTOJIT_SOCKET_PATH=/nonexistent/socket PATH=/nonexistent %run_warm %t.exe | FileCheck %s
// RUN: rm -r %t.cache/images
// RUN: env AUTOJIT_SOCKET_PATH=/nonexistent/socket AUTOJIT_DAEMON_PATH=/nonexistent/autojitd not --crash %t.exe 2>&1 | FileCheck %s --check-prefix=NONE

#include <stdio.h>

static int twice(int x) { return 2 * x; }

int main(void) { return printf("value %d\n", twice(21)) != 9; }

// CHECK: value 42
// NONE: [autojit] cannot run main from {{.*}}warm-without-daemon.c: no compile daemon answers, and autojitd was not found; install autojitd on PATH or name it in AUTOJIT_DAEMON_PATH, or link libautojit-runtime.so
