// target_clones and function multi-versioning: the compiler writes the resolver.
// RUN: %same %s --expect 'sum 4950'

#include <stdio.h>

__attribute__((target_clones("avx2", "default"))) int sum(const int *values, int count) {
  int total = 0;
  for (int i = 0; i < count; i++)
    total += values[i];
  return total;
}

int main(void) {
  int values[100];
  for (int i = 0; i < 100; i++)
    values[i] = i;
  printf("sum %d\n", sum(values, 100));
  return 0;
}
