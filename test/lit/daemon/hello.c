// The static client as the README shows it: the archive last, no -rdynamic, no --whole-archive. The program needs
// libc and nothing else; it has no child and no descriptor afterwards.
// RUN: %clang_lazy -O0 -g -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: llvm-readelf -d %t.exe | FileCheck %s --check-prefix=NEEDED
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s
// RUN: ls %t.cache/images/*/*.so | count 1

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>

static int descriptors(void) {
  int n = 0;
  DIR *directory = opendir("/proc/self/fd");
  for (struct dirent *entry; (entry = readdir(directory));)
    n += entry->d_name[0] != '.';
  closedir(directory);
  return n - 1;
}

int main(void) {
  int before = descriptors();
  printf("hello, %d children, %d descriptors more\n", waitpid(-1, 0, WNOHANG) != -1 || errno != ECHILD, descriptors() - before);
  return 0;
}

// NEEDED: (NEEDED) {{.*}}libc.so.6
// NEEDED-NOT: (NEEDED)
// CHECK: hello, 0 children, 0 descriptors more
