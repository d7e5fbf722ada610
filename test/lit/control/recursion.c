// Direct and mutual recursion, and through pointers, with the first call of a function in its own frame.
// RUN: %same %s --expect 'ackermann 125 even 1 hanoi 1023 pointer 5050'

#include <stdio.h>

static int ackermann(int m, int n) {
  return !m ? n + 1 : !n ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

static int odd(int n);

static int even(int n) { return !n ? 1 : odd(n - 1); }

static int odd(int n) { return !n ? 0 : even(n - 1); }

int hanoi(int n) { return n ? hanoi(n - 1) + 1 + hanoi(n - 1) : 0; }

static int (*volatile sum_pointer)(int);

int sum(int n) { return n ? n + sum_pointer(n - 1) : 0; }

int main(void) {
  sum_pointer = sum;
  printf("ackermann %d even %d hanoi %d pointer %d\n", ackermann(3, 4), even(1000), hanoi(10), sum_pointer(100));
  return 0;
}
