// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: llvm-readelf -lW %t.exe | FileCheck %s

int main(void) { return 0; }

// CHECK: GNU_STACK {{.*}} RW {{ *}}0
