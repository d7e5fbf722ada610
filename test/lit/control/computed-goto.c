// A bytecode interpreter with a static label table, and labels as differences.
// RUN: %same %s --expect 'threaded 120 differences 42'

#include <stdio.h>

static int interpret(const unsigned char *code) {
  static const void *const labels[] = {&&push, &&multiply, &&decrement, &&jump_if, &&halt};
  int accumulator = 1, counter = 5;
#define NEXT goto *labels[*code++]
  NEXT;
push:
  counter = *code++;
  NEXT;
multiply:
  accumulator *= counter;
  NEXT;
decrement:
  counter--;
  NEXT;
jump_if:
  if (counter)
    code -= *code;
  else
    code++;
  NEXT;
halt:
  return accumulator;
}

int differences(int i) {
  static const int offsets[] = {&&a - &&a, &&b - &&a, &&c - &&a};
  goto *(&&a + offsets[i]);
a:
  return 2;
b:
  return 10;
c:
  return 30;
}

int main(void) {
  static const unsigned char program[] = {0, 5, 1, 2, 3, 3, 4};
  int factorial = interpret(program);
  printf("threaded %d differences %d\n", factorial, differences(0) + differences(1) + differences(2));
  return 0;
}
