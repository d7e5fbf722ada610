// A function that was inlined into an optimised one, and is called afterwards, begins as it was written: its loop goes on in
// code that is made of the same body.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER_CALLS=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK: {{compiled|found}} seldom: unit
// CHECK: compiled copies: unit
// CHECK: compiled copies, from its loop 0
// CHECK: 7 0123456789

#include <stdio.h>

static void copies(char *to, const char *from, int n) {
  unsigned left = (unsigned)n;
  while (left > 1 && *from) {
    left--;
    *to++ = *from++;
  }
  if (left)
    *to = 0;
}

__attribute__((noinline)) static int seldom(char *buffer, int n) {
  if (__builtin_expect(n == 7, 0))
    copies(buffer, "0123456789", 100);
  return n;
}

int main(void) {
  char buffer[100];
  int n = seldom(buffer, 7);
  printf("%d %s\n", n, buffer);
  return 0;
}
