// Profile-guided optimisation: generate (IR level), merge, use.
// RUN: mkdir -p %t.d
// RUN: %clang_lazy -O2 -fprofile-generate=%t.d -c %s -o %t.1.o
// RUN: %clang -fprofile-generate=%t.d %t.1.o %runtime -o %t.1
// RUN: %t.1 | FileCheck %s
// RUN: llvm-profdata merge %t.d/*.profraw -o %t.d/merged.data
// RUN: llvm-profdata show --all-functions %t.d/merged.data | FileCheck %s --check-prefix=PROFILE
// RUN: %clang_lazy -O2 -fprofile-use=%t.d/merged.data -c %s -o %t.2.o
// RUN: %clang %t.2.o %runtime -o %t.2
// RUN: %t.2 | FileCheck %s

#include <stdio.h>

__attribute__((noinline)) int hot(int x) { return x % 3 ? x * 2 : x; }

int main(void) {
  int s = 0;
  for (int i = 0; i < 1000; i++)
    s += hot(i);
  printf("sum %d\n", s);
  return 0;
}

// CHECK: sum 832167
// PROFILE: hot:
