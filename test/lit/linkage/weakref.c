// A weakref is its target under another, local name; a target that is nowhere is null.
// RUN: %same %s --mix --expect 'there 42 missing 0 hidden 0'

#include <stdio.h>

static int missing(int) __attribute__((weakref("is_nowhere")));
static int present(int) __attribute__((weakref("target")));
extern int hidden(int) __attribute__((weak, visibility("hidden")));

int target(int x);

int target(int x) { return x * 2; }

int main(void) {
  printf("there %d missing %d hidden %d\n", present ? present(21) : 0, missing ? 1 : 0, hidden ? 1 : 0);
  return 0;
}
