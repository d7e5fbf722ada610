// A program that drops its privileges still runs what it has opened, and first-calls what is new.
// RUN: mkdir -p %t.d && env AUTOJIT_STORE=dir=%t.d/modules %clang_lazy -O0 -c %s -o %t.o
// RUN: chmod 0755 %t.d %t.d/modules && chmod -R a+r %t.d/modules
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_CACHE_DIR=%t.d/cache %t.exe 2>&1 | FileCheck %s
// RUN: env AUTOJIT_CACHE_DIR=%t.d/cache %t.exe 2>&1 | FileCheck %s
// REQUIRES: root

#include <grp.h>
#include <stdio.h>
#include <unistd.h>

static int before(int x) { return x + 1; }

static int after(int x) { return x + 2; }

int main(void) {
  int first = before(1);
  if (setgroups(0, NULL) || setgid(65534) || setuid(65534))
    return 1;
  printf("uid %d values %d %d\n", (int)getuid(), first, after(10));
  return 0;
}

// CHECK: uid 65534 values 2 12
