// At -O2 the inliner sees callees simplified and with their own callees inlined, however deep: of such a chain
// nothing is left.
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 %t.exe | FileCheck %s --check-prefix=OUT
// RUN: %python %inputs/find.py %t.cache/images '*.so' llvm-objdump -d --no-show-raw-insn @ | FileCheck %s

#include <stdio.h>

#define FOLD(x) (((x) * 3 + 1) * 3 + 1)
#define STEP(name, next)                                                                                      \
  static int name(int x) {                                                                                    \
    int a = FOLD(x), b = FOLD(a) - FOLD(a), c = b + x - b;                                                    \
    return next(c) + next(x) - next(c) + 1;                                                                   \
  }
static int last(int x) { return x; }
STEP(sixth, last)
STEP(fifth, sixth)
STEP(fourth, fifth)
STEP(third, fourth)
STEP(second, third)
STEP(first, second)

__attribute__((noinline)) int result(int x) { return first(x); }

int main(int argc, char **argv) {
  (void)argv;
  printf("result %d\n", result(argc * 35));
  return 0;
}

// OUT: result 41
// CHECK-NOT: <{{first|second|third|fourth|fifth|sixth|last}}>:
// CHECK: <result>:
// CHECK-NEXT: leal 0x6(%rdi), %eax
// CHECK-NEXT: retq
// CHECK-NOT: <{{first|second|third|fourth|fifth|sixth|last}}>:
