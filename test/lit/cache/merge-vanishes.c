// What was merged is gone before it can be read: the program goes on with what it found.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %S/merge.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-15 %t.exe @
// RUN: %clang -O2 -shared -fPIC %s -o %t.removing.so
// RUN: env LD_PRELOAD=%t.removing.so %t.exe 3 15 | FileCheck %s
// RUN: find %t.cache/images -type f | count 16
// RUN: %run_warm %t.exe 3 15

#define _GNU_SOURCE
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// Ours is what is renamed to an image.
int rename(const char *from, const char *to) {
  int result = (int)syscall(SYS_rename, from, to);
  if (strstr(to, ".so"))
    unlink(to);
  return result;
}

// CHECK: f3 7
// CHECK: f15 31
