// Many programs find no daemon at the same moment: all work, and one daemon is left, which ends when it is idle and
// takes its socket along.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: env AUTOJITD_IDLE_SECONDS=8 %python %S/Inputs/race.py %t.exe %t.cache/autojitd.sock | FileCheck %s

#include <stdio.h>

static int helper(int x) { return x + 40; }

int main(void) { return printf("value %d\n", helper(2)) != 9; }

// CHECK: 20 answers, 1 daemon, socket mode 600, lock mode 600
// CHECK: ended
