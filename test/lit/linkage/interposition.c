// A program's definition takes precedence over a library's, also for the library's own calls.
// RUN: %same %s --shared inter:%S/Inputs/interposed.c --flags=-fsemantic-interposition --mix --expect 'library calls 100, protected 2, own data 5'

#include <stdio.h>
int library_calls(void);
int library_protected(void);
int *library_data(void);
int data = 5;

int interposed(void) { return 100; }

int main(void) {
  printf("library calls %d, protected %d, own data %d\n", library_calls(), library_protected(), *library_data());
  return 0;
}
