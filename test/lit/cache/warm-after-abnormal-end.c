// What was compiled before a crash, _exit or a signal is there in the next run.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: not --crash %t.exe
// RUN: not --crash env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --implicit-check-not=compiled

#include <signal.h>

int main(void) { return raise(SIGKILL); }

// CHECK: loaded image
