// Optimised code begins without optimisation, is replaced when it is hot, and the next run has the better bodies, all in
// one image. AUTOJIT_TIER=0 optimises at once.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER_CALLS=30000 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,FIRST
// RUN: env AUTOJIT_TIER_CALLS=30000 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,NEXT
// RUN: env AUTOJIT_TIER=0 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,NEVER
// Not packed, the first body's own unit still calls it: it has become a jump to the better one.
// RUN: %clear_objects
// RUN: env AUTOJIT_TIER_CALLS=30000 AUTOJIT_PACK=Off %t.exe | FileCheck %s
// RUN: env AUTOJIT_TIER_CALLS=30000 AUTOJIT_PACK=Off AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,APART
// REQUIRES: in-process
// FIRST: compiled main: unit of 3 functions
// FIRST: compiled often: unit of 1 functions
// FIRST: tiers: 1 of 3 functions were hot
// FIRST: packed 2 images
// NEXT-NOT: {{compiled|found}}
// NEXT: loaded image {{.*}}: 3 functions
// NEXT-NOT: {{compiled|found|loaded image}}
// NEXT: tiers: 0 of 2 functions were hot
// NEVER: compiled main
// NEVER-NOT: tiers:
// APART-NOT: {{compiled|found}}
// APART: tiers: 0 of 3 functions were hot
// CHECK: 100000 1

#include <stdio.h>

__attribute__((noinline)) static int often(int x) { return x + 1; }
__attribute__((noinline)) static int rarely(int x) { return x + 1; }

int main(void) {
  int x = 0;
  while (x != 100000)
    x = often(x);
  printf("%d %d\n", x, rarely(0));
  return 0;
}
