// RLIMIT_AS is too small for the runtime: the program ends with a message, not with a bare abort.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: sh -c 'ulimit -v 100000; %t.exe 2>&1; echo "status $?"' | FileCheck %s
int main(void) { return 0; }
// CHECK: [autojit] no address space is left for the runtime; raise the limit (ulimit -v)
// CHECK: status 134
