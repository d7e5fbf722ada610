// Functions are compiled when they are called, in small units: what is never called never is.
// A daemon compiles ahead.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --implicit-check-not=never --implicit-check-not='compiled second'
// RUN: env AUTOJIT_DEBUG=On %t.exe again 2>&1 | FileCheck %s --check-prefix=AGAIN --implicit-check-not=never --implicit-check-not='compiled main'

int first(int x) { return x; }

int second(int x) { return x; }

int never(int x) { return x; }

int (*volatile pointers[])(int) = {first, second, never};

int main(int argc, char **argv) {
  (void)argv;
  return pointers[argc - 1](0);
}

// CHECK: compiled main:
// CHECK: compiled first:
// AGAIN: compiled second:
