// A process that began without managed code has its system calls refused, and a function becomes hot: managed code is not started,
// which it could not be, and the function goes on as it is.
// REQUIRES: in-process
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe 10 | FileCheck %s --check-prefixes=CHECK,FEW
// RUN: %t.exe 10 | FileCheck %s --check-prefixes=CHECK,FEW
// RUN: %t.exe 300000000 | FileCheck %s --check-prefixes=CHECK,MANY

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static inline __attribute__((always_inline)) void refuse_all_but_memory_and_writing(void) {
#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      ALLOW(write),
      ALLOW(exit_group),
      ALLOW(mmap),
      ALLOW(munmap),
      ALLOW(mprotect),
      ALLOW(brk),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
    abort();
}

__attribute__((noinline)) static unsigned step(unsigned x) { return x * 1664525 + 1013904223; }

__attribute__((noinline)) static unsigned steps(unsigned count) {
  unsigned x = 1;
  for (unsigned i = 0; i < count; i++)
    x = step(x);
  return x;
}

int main(int argc, char **argv) {
  printf("before %u\n", steps(10));
  fflush(stdout);
  refuse_all_but_memory_and_writing();
  printf("after %u\n", steps(atoi(argv[1])));
  return 0;
}

// CHECK: before 2745540835
// FEW: after 2745540835
// MANY: after 687201025
