// valgrind runs a warm program, and names lazy functions.
// REQUIRES: valgrind
// RUN: %clang_lazy -O0 -gdwarf-4 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: valgrind -q --error-exitcode=0 %t.exe 2>&1 | FileCheck %s

#include <stdlib.h>
static int read_uninitialised(const int *values) { if (values[2]) exit(1); return 0; }
int main(void) { int *values = malloc(4 * sizeof *values); volatile int result = read_uninitialised(values); (void)result; free(values); return 0; }

// CHECK: Conditional jump or move depends on uninitialised value
// CHECK: read_uninitialised ({{.*}}valgrind.c:9)
// CHECK: main ({{.*}}valgrind.c:10)
