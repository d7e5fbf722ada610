// -fprofile-instr-generate -fcoverage-mapping: the counts are those of the plain build.
// RUN: mkdir -p %t.d
// RUN: %clang -O0 -fprofile-instr-generate -fcoverage-mapping %s -o %t.plain
// RUN: %clang_lazy -O0 -fprofile-instr-generate -fcoverage-mapping -c %s -o %t.o
// RUN: %clang -fprofile-instr-generate %t.o %runtime -o %t.lazy
// RUN: env LLVM_PROFILE_FILE=%t.d/plain.raw %t.plain | FileCheck %s
// RUN: env LLVM_PROFILE_FILE=%t.d/lazy.raw %t.lazy | FileCheck %s
// RUN: llvm-profdata merge %t.d/plain.raw -o %t.d/plain.data
// RUN: llvm-profdata merge %t.d/lazy.raw -o %t.d/lazy.data
// RUN: llvm-cov report %t.plain -instr-profile=%t.d/plain.data > %t.d/plain.txt
// RUN: llvm-cov report %t.lazy -instr-profile=%t.d/lazy.data > %t.d/lazy.txt
// RUN: diff %t.d/plain.txt %t.d/lazy.txt

#include <stdio.h>

static int branchy(int x) { return x > 2 ? x * 2 : x; }

static int never(int x) { return x; }

int main(int argc, char **argv) {
  (void)argv;
  printf("covered %d\n", branchy(4) + branchy(1) + (argc > 5 ? never(1) : 0));
  return 0;
}

// CHECK: covered 9
