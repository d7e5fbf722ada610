// Bitcode that a limit on the size of files (ulimit -f) forbids to write: a warning, and the file is compiled ahead of time.
// RUN: bash -c 'ulimit -f 1; %clang_lazy -O0 -c %s -o %t.o' 2>&1 | FileCheck %s
// RUN: %clang %t.o -o %t.exe && %t.exe

// As little text as possible, and more than 1 KiB of bitcode: the object must fit.
int main(void) { return 0; }

// CHECK: warning: autojit-plugin: cannot write bitcode (File too large) to '{{.*}}modules'; raise the limit (ulimit -f)
