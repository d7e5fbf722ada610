// Eight cold runs at once: all answer, and the next run is warm.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_parallel.py 8 %t.exe @
// RUN: %run_warm %t.exe 3
// RUN: not ls %t.cache/images/*/.tmp-*

#include <stdio.h>
#include <stdlib.h>

static int square(int x) { return x * x; }

int main(int argc, char **argv) {
  int x = argc > 1 ? atoi(argv[1]) : 0;
  return square(x) != x * x;
}
