// An ifunc of a shared library, with its implementations lazy.
// RUN: %same %s --shared dispatch:%S/Inputs/ifunc-lib.c --mix --expect 'ifunc 17'

#include <stdio.h>
int dispatched(int);

int main(void) {
  printf("ifunc %d\n", dispatched(7));
  return 0;
}
