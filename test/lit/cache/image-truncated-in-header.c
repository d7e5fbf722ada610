// An image that ends in its header.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %python %inputs/find.py %t.cache/images '*' %damage truncate=10 @
// RUN: %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %python %inputs/find.py %t.cache/images '*' %damage truncate=10 @
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=TRACE
// RUN: %run_warm %t.exe | FileCheck %s

#include <stdio.h>

static int helper(int x) { return x * 3; }

int main(void) {
  printf("value %d\n", helper(4));
  return 0;
}

// CHECK: {{^}}value 12
// TRACE: rejected {{.*}}images/{{.*}}: {{.+}}
// TRACE: {{found|compiled}} main
// TRACE: value 12
