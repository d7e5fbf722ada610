// Archives need no --whole-archive: members are taken by name, unused ones are left.
// RUN: %same %s --archive pieces:%S/Inputs/archive-used.c,%S/Inputs/archive-unused.c --mix --expect 'from archive 5'

#include <stdio.h>
int used(int);

int main(void) {
  printf("from archive %d\n", used(4));
  return 0;
}
