// A signal whose handler has not run yet comes while exit() is in the dynamic loader, which must not be called then.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: %t.exe 2>&1 | FileCheck %s
// RUN: %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK-NOT: Inconsistency
// CHECK: 0 of 400 ended otherwise
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 400, CODE = 14 };
static volatile int handled;

static __attribute__((noinline)) int deeper(int x) { return x + handled; }
static void handler(int number) { handled += deeper(number); }

int main(void) {
  int others = 0;
  for (int i = 0; i < CHILDREN; i++) {
    pid_t child = fork();
    if (child == 0) {
      struct sigaction action = {.sa_handler = handler};
      struct itimerval soon = {{0, 0}, {0, 20 + i}};
      sigaction(SIGALRM, &action, NULL);
      setitimer(ITIMER_REAL, &soon, NULL);
      exit(CODE);
    }
    int status = 0;
    waitpid(child, &status, 0);
    others += !WIFEXITED(status) || WEXITSTATUS(status) != CODE;
  }
  printf("%d of %d ended otherwise\n", others, CHILDREN);
  return 0;
}
