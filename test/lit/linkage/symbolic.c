// -Bsymbolic and -fno-semantic-interposition bind a library's own calls to itself.
// RUN: %same %s --shared sym:%S/Inputs/symbolic.c --flags='-fno-semantic-interposition' --expect 'called 1'

#include <stdio.h>
int library_calls(void);

int main(void) {
  printf("called %d\n", library_calls());
  return 0;
}
