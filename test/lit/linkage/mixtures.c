// Three units that share globals, function pointers and callbacks, in all mixtures of plain and lazy.
// RUN: %same %s %S/Inputs/mix-b.c %S/Inputs/mix-c.c --mix --expect 'total 132 calls 4 same 1'

#include <stdio.h>
int total, calls;
int b_step(int (*callback)(int), int x);
int c_step(int (*callback)(int), int x);
int (*c_pointer(void))(int (*)(int), int);

int add(int x) {
  calls++;
  total += x;
  return total;
}

static int add_static(int x) {
  calls++;
  total += 2 * x;
  return total;
}

int main(void) {
  b_step(add, 1);
  b_step(add_static, 10);
  c_step(add, 100);
  printf("total %d calls %d same %d\n", total, calls, c_pointer() == b_step);
  return 0;
}
