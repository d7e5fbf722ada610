// A warm process does nothing when it exits: it may have forbidden itself all but what the regular program needs.
// RUN: %clang_lazy -O1 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: %clang -O1 %s -o %t.regular && %t.regular sandbox | FileCheck %s
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe sandbox | FileCheck %s
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static void allow_only_writing(void) {
#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      ALLOW(write),
      ALLOW(exit_group),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
    abort();
}

int compute(int x);
int compute(int x) { return x * 3; }

int main(int argc, char **argv) {
  (void)argv;
  // Everything that will be called has been called, and standard output has its buffer.
  printf("value %d\n", compute(14));
  fflush(stdout);
  if (argc == 2)
    allow_only_writing();
  printf("value %d\n", compute(15));
  return 0;
}

// CHECK: value 42
// CHECK: value 45
