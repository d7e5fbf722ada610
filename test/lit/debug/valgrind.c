// valgrind runs a warm program, and names lazy functions, also where version 5 of DWARF was asked for: 3.19 does
// not know all of it.
// REQUIRES: valgrind
// RUN: %clang_lazy -O0 -gdwarf-4 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: valgrind -q --error-exitcode=0 %t.exe 2>&1 | FileCheck %s
// RUN: %clang_lazy -O0 -gdwarf-5 -c %s -o %t.5.o && %clang %t.5.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: valgrind -q --error-exitcode=0 %t.exe 2>&1 | FileCheck %s
// RUN: llvm-dwarfdump --debug-info %t.5.o | FileCheck %s --check-prefix=VERSION

// Where the debug information is split its version is part of how.
// RUN: mkdir -p %t.d && cd %t.d && %clang_lazy -O0 -gdwarf-5 -gsplit-dwarf -c %s -o split.o
// RUN: llvm-dwarfdump --debug-info split.o | FileCheck %s --check-prefix=SPLIT
// SPLIT: version = 0x0005

#include <stdlib.h>
int global; // A compile unit beside that of the stubs.
static int read_uninitialised(const int *values) { if (values[2]) exit(1); return 0; }
int main(void) { int *values = malloc(4 * sizeof *values); volatile int result = read_uninitialised(values); (void)result; free(values); return 0; }

// CHECK: Conditional jump or move depends on uninitialised value
// CHECK: read_uninitialised ({{.*}}valgrind.c:[[@LINE-4]])
// CHECK: main ({{.*}}valgrind.c:[[@LINE-4]])
// VERSION-COUNT-2: version = 0x0004
