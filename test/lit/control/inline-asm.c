// Inline assembly without symbols is compiled lazily like any other code.
// RUN: %same %s --expect 'bits 3 swap 2 1 cpuid 1 loop 55 goto 1'

#include <stdio.h>

static int bits(unsigned x) {
  unsigned r;
  __asm__("popcntl %1, %0" : "=r"(r) : "r"(x));
  return r;
}

static void swap(long *a, long *b) { __asm__("xchgq %0, %1" : "+r"(*a), "+r"(*b)); }

static int cpuid(void) {
  unsigned a = 0, b, c = 0, d;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  return a > 0 && b;
}

static int loop(int n) {
  int s = 0;
  __asm__("1: addl %1, %0\n\tdecl %1\n\tjnz 1b" : "+r"(s), "+r"(n));
  return s;
}

static int jump(int x) {
  __asm__ goto("testl %0, %0\n\tjnz %l1" ::"r"(x) : : yes);
  return 0;
yes:
  return 1;
}

int main(void) {
  long a = 1, b = 2;
  swap(&a, &b);
  printf("bits %d swap %ld %ld cpuid %d loop %d goto %d\n", bits(0x8001008), a, b, cpuid(), loop(10), jump(4));
  return 0;
}
