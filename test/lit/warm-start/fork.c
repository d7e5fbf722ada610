// A process that began without managed code forks: the child misses a function, and so does the parent, afterwards or at the same
// time; a grandchild, too, of a child that missed nothing.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe 0 | FileCheck %s --check-prefix=NONE
// RUN: %t.exe 0 | FileCheck %s --check-prefix=NONE
// RUN: %t.exe 1 | FileCheck %s
// RUN: %t.exe 1 | FileCheck %s

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int in_both(int x) { return x + 1; }
static int in_child(int x) { return x + 2; }
static int in_grandchild(int x) { return x + 3; }
static int (*volatile both)(int) = in_both, (*volatile child)(int) = in_child, (*volatile grandchild)(int) = in_grandchild;

static int ended(pid_t process) {
  int status;
  return waitpid(process, &status, 0) == process && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int main(int argc, char **argv) {
  int is_more = atoi(argv[1]);
  pid_t first = fork();
  if (first == 0)
    _exit(is_more ? both(child(10)) : 1);
  int here = is_more ? both(1) : 0;
  printf("parent %d child %d\n", here, ended(first));
  pid_t second = fork();
  if (second == 0) {
    pid_t third = fork();
    if (third == 0)
      _exit(is_more ? grandchild(20) : 2);
    _exit(ended(third));
  }
  printf("grandchild %d\n", ended(second));
  return 0;
}

// NONE: parent 0 child 1
// NONE: grandchild 2
// CHECK: parent 2 child 13
// CHECK: grandchild 23
