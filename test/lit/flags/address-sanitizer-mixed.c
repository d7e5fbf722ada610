// A lazy unit without the sanitizer in a program with it: its allocations are still checked.
// RUN: %clang_lazy -O0 -g -c %S/Inputs/not-sanitized.c -o %t.b.o
// RUN: %clang -fsanitize=address -O0 -g %s %t.b.o %runtime -o %t.exe
// RUN: not %t.exe 2>&1 | FileCheck %s

int *allocate(int);

int main(void) {
  int *values = allocate(4);
  return values[4];
}

// CHECK: ERROR: AddressSanitizer: heap-buffer-overflow
// CHECK: #0 {{.*}} in main
// CHECK: allocated by thread T0 here:
// CHECK: in allocate {{.*}}not-sanitized.c:3
