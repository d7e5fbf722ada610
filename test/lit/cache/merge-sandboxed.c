// A process that merges has compiled nothing: it does nothing when it exits, when it may have forbidden itself all but what the
// regular program needs.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-15 %t.exe @
// RUN: env AUTOJIT_DEBUG=On %t.exe 3 sandbox 2>&1 | FileCheck %s
// RUN: %run_warm %t.exe 3 sandbox

#include "Inputs/many.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static void allow_only_writing(int really) {
#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      ALLOW(write),
      ALLOW(exit_group),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  if (really && (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)))
    abort();
}

int main(int argc, char **argv) {
  printf("f%s %d\n", argv[1], functions[atoi(argv[1])](2));
  fflush(stdout);
  allow_only_writing(argc > 2); // Called, hence compiled, by all runs.
  printf("the end\n");
  return 0;
}

// CHECK: merged 16 images
// CHECK: f3 7
// CHECK: the end
