// Linkers that fold identical functions do not fold stubs of different ones.
// RUN: %if gold %{ %same %s --linker gold --link=-Wl,--icf=all --flags=-ffunction-sections --expect 'a 2 b 3 p q' %}
// RUN: %if ld.lld %{ %same %s --linker lld --link=-Wl,--icf=all --flags=-ffunction-sections --expect 'a 2 b 3 p q' %}

#include <stdio.h>

__attribute__((noinline)) int a(int x) { return x + 1; }
__attribute__((noinline)) int b(int x) { return x + 2; }

static const char *p(void) { return "p"; }
static const char *q(void) { return "q"; }

int main(void) {
  const char *(*volatile table[])(void) = {p, q};
  printf("a %d b %d %s %s\n", a(1), b(1), table[0](), table[1]());
  return 0;
}
