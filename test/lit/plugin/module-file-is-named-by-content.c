// Two different compilations of one file never overwrite each other, equal ones share a file.
// RUN: %clang_lazy -O0 -c %s -o %t.1.o
// RUN: %clang_lazy -O0 -c %s -o %t.2.o
// RUN: ls %t.cache/modules | count 1
// RUN: cmp %t.1.o %t.2.o
// RUN: %clang_lazy -O0 -DANSWER=2 -c %s -o %t.3.o
// RUN: ls %t.cache/modules | count 2
// RUN: %clang_lazy -O2 -c %s -o %t.4.o
// RUN: ls %t.cache/modules | count 3
// RUN: %clang_lazy -O0 -g -c %s -o %t.5.o
// RUN: ls %t.cache/modules | count 4
// RUN: ls %t.cache/modules | FileCheck %s

#ifndef ANSWER
#define ANSWER 1
#endif
int f(void) { return ANSWER; }

// CHECK-COUNT-4: {{^[0-9a-f]+}}.bc
