// The linker may drop unused stubs, and what only they name.
// RUN: %same %s --flags='-ffunction-sections -fdata-sections' --link='-Wl,--gc-sections' --expect 'used 3'
// RUN: %same %s --flags='-ffunction-sections -fdata-sections' --link='-Wl,--gc-sections' --linker=lld --levels 0 --expect 'used 3'

#include <stdio.h>
int data = 2;

int used(int x) { return x + data; }

int unused(int x) { return used(x) + 1; }

int main(void) {
  printf("used %d\n", used(1));
  return 0;
}
