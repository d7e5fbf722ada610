// Switches over function pointers, tables in structures, callbacks with user data.
// RUN: %same %s --expect 'table 5 6 6 struct 30 walked 15'

#include <stdio.h>

static int add(int a, int b) { return a + b; }

static int multiply(int a, int b) { return a * b; }

static int maximum(int a, int b) { return a > b ? a : b; }

static int (*const table[])(int, int) = {add, multiply, maximum};

struct operations {
  int (*run)(void *, int);
  void *state;
};

static int accumulate(void *state, int x) { return *(int *)state += x; }

static void walk(const int *values, int count, void (*visit)(int, void *), void *state) {
  for (int i = 0; i < count; i++)
    visit(values[i], state);
}

static void visit(int value, void *state) { *(int *)state += value; }

int main(void) {
  int state = 10, sum = 0, values[] = {1, 2, 3, 4, 5};
  struct operations operations = {accumulate, &state};
  operations.run(operations.state, 20);
  walk(values, 5, visit, &sum);
  printf("table %d %d %d struct %d walked %d\n", table[0](2, 3), table[1](2, 3), table[2](2, 6), state, sum);
  return 0;
}
