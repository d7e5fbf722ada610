// A loop that may take long is optimised before it runs; one that calls out, or walks along a list, can wait.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK: compiled main: unit of 3 functions
// CHECK: compiled counts: unit of 1 functions
// CHECK: 332833500 100 1

#include <stdio.h>

struct list {
  struct list *next;
};
__attribute__((noinline)) static unsigned counts(unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; i++)
    sum += i * i;
  return sum;
}
__attribute__((noinline)) static int calls(int n) {
  for (int i = 0; i < n; i++)
    fflush(stdout);
  return n;
}
__attribute__((noinline)) static int walks(struct list *l) {
  int length = 0;
  while (l) {
    length++;
    l = l->next;
  }
  return length;
}

int main(void) {
  struct list one = {0};
  printf("%u %d %d\n", counts(1000), calls(100), walks(&one));
  return 0;
}
