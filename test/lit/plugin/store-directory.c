// AUTOJIT_STORE=dir=PATH: relative paths are those of the compiler's working directory.
// RUN: rm -rf %t.d && mkdir -p %t.d
// RUN: cd %t.d && env AUTOJIT_STORE=dir=bitcode %clang_lazy -O0 -c %s -o %t.o
// RUN: ls %t.d/bitcode | count 1
// RUN: not ls %t.cache
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe

int main(void) { return 0; }
