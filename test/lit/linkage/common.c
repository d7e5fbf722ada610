// Tentative definitions that the linker merges.
// RUN: %same %s %S/Inputs/common.c --flags=-fcommon --mix --expect 'common 5 array 30'

#include <stdio.h>
int merged;
int array[4];
void other(void);

int main(void) {
  merged = 2;
  array[3] = 10;
  other();
  printf("common %d array %d\n", merged, array[3]);
  return 0;
}
