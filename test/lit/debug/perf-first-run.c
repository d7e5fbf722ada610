// perf report names lazy functions of a first run when its images stay.
// REQUIRES: perf, perf-events
// RUN: %clang_lazy -O0 -g -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_PACK=Off perf record -q -o %t.data %t.exe
// RUN: perf report -i %t.data --stdio --percent-limit=5 2>&1 | FileCheck %s

__attribute__((noinline)) int busy(unsigned n) {
  volatile unsigned sum = 0;
  for (unsigned i = 0; i < n; i++)
    sum += i;
  return sum == 1;
}

static __attribute__((noinline)) int choose(int (*volatile which)(unsigned)) { return which(100000000); }

int main(void) { return choose(busy); }

// CHECK: busy
