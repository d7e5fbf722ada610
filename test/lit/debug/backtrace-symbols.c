// backtrace_symbols and dladdr name lazy functions, in the first run too.
// RUN: %clang_lazy -O0 -g -c %s -o %t.o
// RUN: %clang %t.o %runtime -rdynamic -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %t.exe | FileCheck %s

#include <execinfo.h>
#include <stdio.h>
#include <stdlib.h>

int innermost(void) {
  void *frames[16];
  int count = backtrace(frames, 16);
  char **names = backtrace_symbols(frames, count);
  for (int i = 0; i < count; i++)
    puts(names[i]);
  free(names);
  return count;
}

int middle(void) { return innermost() + 1; }

int main(void) { return middle() < 4; }

// CHECK: {{[(+]}}innermost
// CHECK: {{[(+]}}middle
// CHECK: {{[(+]}}main
