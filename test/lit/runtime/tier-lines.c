// Bodies that count have the lines of their source.
// RUN: %clang_lazy -O0 -g %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=1 %t.exe
// RUN: %python %inputs/find.py %t.cache/images '*.so' llvm-objdump -d --line-numbers --disassemble-symbols=sums @ | FileCheck %s
// REQUIRES: in-process
// CHECK: tier-lines.c:13
// CHECK-NOT: tier-lines.c:
// CHECK: callq
static int twice(int x) { return 2 * x; }
static int sums(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += twice(i);
  return sum;
}
int main(int argc, char **argv) {
  (void)argv;
  return sums(argc) == 0 ? 0 : 1;
}
