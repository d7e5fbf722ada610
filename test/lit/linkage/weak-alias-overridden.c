// A weak alias that another unit defines strongly.
// RUN: %same %s %S/Inputs/alias-strong.c --mix --expect 'default 1 public 20'

#include <stdio.h>

static int default_implementation(void) { return 1; }

int public_name(void) __attribute__((weak, alias("default_implementation")));

int main(void) {
  printf("default %d public %d\n", default_implementation(), public_name());
  return 0;
}
