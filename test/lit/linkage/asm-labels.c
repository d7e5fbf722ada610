// A function and a variable with another assembly name than the source's.
// RUN: %same %s %S/Inputs/asm-labels.c --mix --expect 'labelled 30 data 8'

#include <stdio.h>
int renamed(int x) __asm__("other.name$here");
int data __asm__("data_name") = 7;
int call_by_assembly_name(int);

int renamed(int x) { return x * 3; }

int main(void) {
  int result = call_by_assembly_name(10);
  printf("labelled %d data %d\n", result, data);
  return 0;
}
