// A program whose own malloc calls what is in another file, and so compiled when it is first called: out of the dynamic loader,
// which allocates while it loads the compiler and the code.
// RUN: %clang_lazy -O2 -c %s -o %t.o
// RUN: %clang_lazy -O2 -DOTHER -c %s -o %t.other.o
// RUN: %clang %t.o %t.other.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,WARM
// RUN: %clear_objects
// RUN: env AUTOJIT_DAEMON_PATH=/nonexistent AUTOJIT_SOCKET_PATH=%t.none not --crash %t.exe 2>&1 | FileCheck %s --check-prefix=NONE
// The C++ library allocates before the runtime's constructors have run.
// RUN: %clangxx %t.o %t.other.o -Wl,--no-as-needed %runtime -o %t.cxx.exe
// RUN: %clear_objects
// RUN: %t.cxx.exe | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %t.cxx.exe 2>&1 | FileCheck %s --check-prefixes=CHECK,WARM
// REQUIRES: in-process
// WARM-NOT: compiled
// CHECK: allocated and noted
// NONE: cannot load the compiler: the loader needs a function that is not compiled yet{{.*}}AUTOJIT_KEEP=NAME
#include <stddef.h>
void note(void *p, size_t n);
extern size_t allocations, bytes;
#ifdef OTHER
size_t allocations, bytes;
void note(void *p, size_t n) {
  if (p) {
    allocations++;
    bytes += n;
  }
}
#else
#include <stdio.h>
#include <string.h>
static _Alignas(16) char heap[1 << 24];
static size_t used;

void *malloc(size_t n) {
  char *p = heap + used + 16;
  memcpy(heap + used, &n, sizeof n);
  used += 16 + ((n + 15) & ~(size_t)15);
  note(p, n);
  return p;
}

void free(void *p) { (void)p; }

void *calloc(size_t n, size_t m) { return malloc(n * m); }

void *realloc(void *p, size_t n) {
  char *q = malloc(n);
  size_t old = 0;
  if (p)
    memcpy(&old, (char *)p - 16, sizeof old);
  return p ? memcpy(q, p, old < n ? old : n) : q;
}

int main(void) {
  printf("allocated%s\n", allocations > 0 && bytes > allocations ? " and noted" : "");
  return 0;
}
#endif
