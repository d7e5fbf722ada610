// RLIMIT_AS leaves no room for a module file: the message says that, and not that the file is bad.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.1.o
// RUN: %clang_lazy -O0 -DSECOND -c %s -o %t.2.o
// RUN: %clang %t.1.o %t.2.o %runtime -o %t.exe
// RUN: sh -c '%t.exe 2>&1; echo "status $?"' | FileCheck %s

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

int second(int x);

#ifdef SECOND
int second(int x) { return x * 3; }
#else
int main(void) {
  unsigned long pages = 0;
  FILE *sizes = fopen("/proc/self/statm", "r");
  if (!sizes || fscanf(sizes, "%lu", &pages) != 1)
    return 1;
  fclose(sizes);
  rlim_t used = pages * (rlim_t)sysconf(_SC_PAGESIZE);
  struct rlimit limit = {used, used};
  setrlimit(RLIMIT_AS, &limit);
  printf("value %d\n", second(4));
  return 0;
}
#endif

// CHECK-NOT: value
// CHECK: [autojit] no address space is left for '{{.*}}.bc'; raise the limit (ulimit -v)
// CHECK: status 134
