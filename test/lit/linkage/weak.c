// A weak definition gives way to a strong one, whoever is lazy; a missing weak function is null.
// RUN: %same %s %S/Inputs/weak-strong.c --mix --expect 'strong 2, alone 10, missing 0, data 7'

#include <stdio.h>

__attribute__((weak)) int overridden(void) { return 1; }

__attribute__((weak)) int alone(void) { return 10; }

__attribute__((weak)) int weak_data = 6;
extern int missing(void) __attribute__((weak));
extern int missing_data __attribute__((weak));

int main(void) {
  printf("strong %d, alone %d, missing %d, data %d\n", overridden(), alone(), missing ? missing() : 0, weak_data);
  return &missing_data != NULL;
}
