// A kept function calls a lazy static one with every class of argument: the optimiser must not change
// how it is called.
// RUN: %same %s --env X=1 --flags='-Wno-psabi' --expect 'sum 1365 7.5 3 14'

#include <stdio.h>

struct Big {
  long v[6];
};

struct Pair {
  double a;
  long b;
};

__attribute__((noinline)) static long mixed(int a, long b, struct Big c, const long *d, __int128 e) {
  return a + b + c.v[0] + c.v[5] + *d + (long)e;
}

__attribute__((noinline)) static struct Pair pair(double a, const struct Pair *b) {
  struct Pair result = {a + b->a, b->b + 1};
  return result;
}

__attribute__((noinline)) static long double extended(long double x, int unused) { return x * 2; }

__attribute__((annotate("autojit_keep"))) int main(void) {
  struct Big big = {{64, 0, 0, 0, 0, 256}};
  long d = 1024;
  struct Pair in = {2.5, 2};
  struct Pair out = pair(5, &in);
  printf("sum %ld %.1f %ld %d\n", mixed(1, 4, big, &d, 16), out.a, out.b, (int)extended(7, 1));
  return 0;
}
