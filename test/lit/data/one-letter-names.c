// Globals whose names are the ends of others' in a string table: what stands for an import by its number must not share
// bytes with them.
// RUN: %same %s --expect 'sum 132 16'

#include <stdio.h>

#define EACH(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(a) X(b) X(c) X(d) X(e) X(f)

// Static ones are imported by number, the others by name; some have hexadecimal digits for names.
#define LOCAL(n) static volatile int local_##n = 0x##n;
EACH(LOCAL)
volatile int a = 1, b = 1, c = 1, d = 1, e = 1, f = 1;
#define NAMED(n) extern volatile int named_##n __asm__(#n "_" #n); volatile int named_##n = 1;
EACH(NAMED)

int main(void) {
  int sum = 0, ones = 0;
#define ADD(n) sum += local_##n; ones += named_##n;
  EACH(ADD)
  a = b + c + d + e + f;
  f = b + c + d + e;
  c = d + e;
  b = d = e = a + b;
  sum += a + b + c;
  printf("sum %d %d\n", sum - 1, ones);
  return 0;
}
