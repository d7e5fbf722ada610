// What the build learns of a library is the order in which its functions are first called; that nothing can be learned is no error.
// RUN: %clang -O0 -fPIC -shared -DLIBRARY %s -o %t.so
// RUN: %clang -O0 %s %t.so -o %t.exe
// RUN: %python %S/../../../cmake/order-functions.py %t.so %t.order %t.exe
// RUN: FileCheck %s --implicit-check-not=never < %t.order
// RUN: %python %S/../../../cmake/order-functions.py %t.so %t.none %t.missing 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: count 0 < %t.none

#ifdef LIBRARY
int never(void) { return 0; }
int second(void) { return 2; }
int first(void) { return 1; }
#else
int first(void), second(void);
int main(void) { return first() + second() + first() - 4; }
#endif

// CHECK: first
// CHECK-NEXT: second
// NONE: order-functions.py: {{.*}} keeps the order it has; allow the build to trace processes
