// RUN: mkdir -p %t.d
// RUN: %clang_lazy -O0 -x c-header %S/Inputs/header.h -o %t.d/header.pch
// RUN: %clang_lazy -O0 -include-pch %t.d/header.pch -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s

int main(void) {
  printf("header %d\n", from_header(3));
  return 0;
}

// CHECK: header 6
