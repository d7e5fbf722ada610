// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: stat -c '%%a %%F' %t.cache %t.cache/modules %t.cache/modules/* | FileCheck %s

int f(void) { return 1; }

// CHECK: 700 directory
// CHECK-NEXT: 700 directory
// CHECK-NEXT: 600 regular file
