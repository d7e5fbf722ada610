// A function that was inlined wherever its unit needed it has no code there: who asks for it gets it all the same.
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock --threads=1 -- %t.exe 2>&1 | FileCheck %s
// RUN: %run_warm %t.exe

int small(int x) { return x + 1; }
int (*volatile pointer)(int) = small;

int main(void) {
  int value = small(1);
  return pointer(value) != 3;
}

// CHECK: compiled main: unit of 2 functions
// CHECK: loaded image {{.*}}: 1 functions
// CHECK: compiled small: unit of 1 functions
