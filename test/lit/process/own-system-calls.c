// A program that defines what the runtime needs of the C library, counts its calls, and has parts of them in another file: the
// runtime does not call them.
// RUN: %clang_lazy -O2 -fno-builtin -c %s -o %t.o
// RUN: %clang_lazy -O2 -fno-builtin -DOTHER -c %s -o %t.other.o
// RUN: %clang %t.o %t.other.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe | FileCheck %s
// RUN: %clang -O2 -fno-builtin %s -DOTHER -c -o %t.regular.o
// RUN: %clang -O2 -fno-builtin %s %t.regular.o -o %t.regular
// RUN: %t.regular | FileCheck %s
// CHECK: getenv 1 read 1 close 1 mmap 1 clock_gettime 1 getpid 1 getrandom 1 fork 1
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum call { GETENV, READ, CLOSE, MMAP, CLOCK, GETPID, GETRANDOM, CALLS };
void count(enum call which);
extern int counts[CALLS];
#ifdef OTHER
int counts[CALLS];
void count(enum call which) { counts[which]++; }
#else
char *getenv(const char *name) {
  count(GETENV);
  return (char *)name;
}
ssize_t read(int fd, void *to, size_t size) {
  count(READ);
  return syscall(SYS_read, fd, to, size);
}
int close(int fd) {
  count(CLOSE);
  return (int)syscall(SYS_close, fd);
}
void *mmap(void *at, size_t size, int rights, int flags, int fd, off_t offset) {
  count(MMAP);
  return (void *)syscall(SYS_mmap, at, size, rights, flags, fd, offset);
}
int clock_gettime(clockid_t clock, struct timespec *to) {
  count(CLOCK);
  return (int)syscall(SYS_clock_gettime, clock, to);
}
pid_t getpid(void) {
  count(GETPID);
  return (pid_t)syscall(SYS_getpid);
}
ssize_t getrandom(void *to, size_t size, unsigned flags) {
  count(GETRANDOM);
  return syscall(SYS_getrandom, to, size, flags);
}

static __attribute__((noinline)) int in_child(int x) { return x + 1; }

int main(void) {
  char byte;
  struct timespec now;
  getenv("AUTOJIT_DEBUG");
  read(0, &byte, 0);
  close(-1);
  mmap(NULL, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  clock_gettime(CLOCK_MONOTONIC, &now);
  getpid();
  getrandom(&byte, 1, 0);
  int status = 0;
  pid_t child = fork();
  if (child == 0)
    _exit(in_child(6) == 7 ? 0 : 1);
  waitpid(child, &status, 0);
  printf("getenv %d read %d close %d mmap %d clock_gettime %d getpid %d getrandom %d fork %d\n", counts[GETENV], counts[READ],
         counts[CLOSE], counts[MMAP], counts[CLOCK], counts[GETPID], counts[GETRANDOM], status == 0);
  return 0;
}
#endif
