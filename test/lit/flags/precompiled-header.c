// DEFINE: %{level} =
// DEFINE: %{build-and-run} = \
// DEFINE:   rm -rf %t.d && mkdir -p %t.d && \
// DEFINE:   %clang_lazy %{level} -x c-header %S/Inputs/header.h -o %t.d/header.pch && \
// DEFINE:   %clang_lazy %{level} -include-pch %t.d/header.pch -c %s -o %t.o && \
// DEFINE:   %clang %t.o %runtime -o %t.exe && \
// DEFINE:   %t.exe | FileCheck %s && \
// DEFINE:   %run_warm %t.exe | FileCheck %s
// REDEFINE: %{level} = -O0
// RUN: %{build-and-run}
// REDEFINE: %{level} = -O2
// RUN: %{build-and-run}

int main(void) {
  printf("header %d\n", from_header(3));
  return 0;
}

// CHECK: header 6
