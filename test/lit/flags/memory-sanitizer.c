// MemorySanitizer finds the same use of an uninitialised value.
// RUN: %clang_lazy -fsanitize=memory -O0 -g -c %s -o %t.o
// RUN: %clang -fsanitize=memory %t.o %runtime -o %t.lazy
// RUN: not setarch -R %t.lazy 2>&1 | FileCheck %s

#include <stdio.h>
#include <stdlib.h>
static int decide(const int *values) { if (values[1]) return 1; return 2; }
int main(void) { int *values = malloc(2 * sizeof *values); values[0] = 1; printf("%d\n", decide(values)); return 0; }

// CHECK: WARNING: MemorySanitizer: use-of-uninitialized-value
// CHECK: #0 {{.*}} in decide {{.*}}memory-sanitizer.c:[[@LINE-4]]
