// Where the kernel lets nobody make memory executable (systemd's MemoryDenyWriteExecute), better bodies are found in the
// next run, too, and the old body's own unit, which is not packed with it, is sent on.
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER_CALLS=30000 AUTOJIT_PACK=Off %t.exe | FileCheck %s
// RUN: env AUTOJIT_TIER_CALLS=30000 AUTOJIT_PACK=Off AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,NEXT
// REQUIRES: in-process
// NEXT-NOT: {{compiled|found}}
// NEXT: tiers: 0 of 2 functions were hot
// CHECK: 100000, no new code

#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>

__attribute__((noinline)) static int often(int x) { return x + 1; }

int main(void) {
  // PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN: since Linux 6.3.
  int unknown = prctl(65, 1, 0, 0, 0) != 0;
  char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  int denied = mprotect(page, 4096, PROT_READ | PROT_EXEC) != 0;
  int x = 0;
  while (x != 100000)
    x = often(x);
  printf("%d, %s\n", x, denied || unknown ? "no new code" : "new code");
  return 0;
}
