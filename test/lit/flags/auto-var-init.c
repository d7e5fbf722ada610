// RUN: %same %s --flags=-ftrivial-auto-var-init=zero --expect 'zeros 1'
// RUN: %same %s --flags=-ftrivial-auto-var-init=pattern --expect 'zeros 0'

#include <stdio.h>

static int sum(const volatile unsigned char *bytes, int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    s += bytes[i];
  return s;
}

static int uninitialised(void) {
  volatile unsigned char buffer[64];
  return sum(buffer, 64);
}

int main(void) {
  printf("zeros %d\n", uninitialised() == 0);
  return 0;
}
