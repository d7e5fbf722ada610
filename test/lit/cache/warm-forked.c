// What a forked child compiles is warm in the next run of its parent's program.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int in_child(int x) { return x + 2; }

static int (*volatile pointer)(int) = in_child;

int main(void) {
  int status;
  if (!fork())
    _exit(pointer(1));
  wait(&status);
  printf("child %d\n", WEXITSTATUS(status));
  return 0;
}

// CHECK: child 3
