// Static, hidden and default functions and data of two units, in every mixture of plain and lazy.
// RUN: %same %s %S/Inputs/hidden.c --mix --expect 'sum 1236'

#include <stdio.h>
__attribute__((visibility("hidden"))) extern int hidden_data;
__attribute__((visibility("hidden"))) int hidden_function(int x);
int other_uses_same_static_name(void);
static int counter = 1000;

static int bump(void) { return ++counter; }

int main(void) {
  bump();
  hidden_data += 5;
  printf("sum %d\n", bump() + other_uses_same_static_name() + hidden_function(7) + hidden_data);
  return 0;
}
