// AddressSanitizer finds the same error in the same place.
// RUN: %clang -fsanitize=address -O0 -g %s -o %t.plain
// RUN: %clang_lazy -fsanitize=address -O0 -g -c %s -o %t.o
// RUN: %clang -fsanitize=address %t.o %runtime -o %t.lazy
// RUN: not %t.plain 2>&1 | FileCheck %s
// RUN: not %t.lazy 2>&1 | FileCheck %s
// RUN: %t.lazy fine | FileCheck %s --check-prefix=FINE

#include <stdio.h>
#include <stdlib.h>
static int read_at(int *values, int index) { return values[index]; }
int main(int argc, char **argv) {
  (void)argv;
  int *values = calloc(4, sizeof *values);
  int value = read_at(values, argc > 1 ? 3 : 4);
  free(values);
  printf("value %d\n", value);
  return 0;
}

// CHECK: ERROR: AddressSanitizer: heap-buffer-overflow
// CHECK: #0 {{.*}} in read_at {{.*}}address-sanitizer.c:[[@LINE-11]]
// CHECK: #1 {{.*}} in main
// FINE: value 0
