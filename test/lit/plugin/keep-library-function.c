// Keep reason `library-function`: the runtime, or the C library below it, may call it.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fno-builtin -c %s -o %t.o 2>&1 | FileCheck %s

#include <stddef.h>

void *memmove(void *to, const void *from, size_t size) {
  char *t = to;
  const char *f = from;
  if (t < f)
    while (size--)
      *t++ = *f++;
  else
    while (size--)
      t[size] = f[size];
  return to;
}

size_t strlen(const char *s) {
  size_t n = 0;
  while (s[n])
    n++;
  return n;
}

void *malloc(size_t size) {
  static char heap[64];
  return size < 64 ? heap : 0;
}

void free(void *p) { (void)p; }

int lazy(void) { return 1; }

static int puts(const char *s) { return *s; } // local: nobody else can call it

int calls(void) { return puts("x"); }

// CHECK-DAG: keep memmove: library-function
// CHECK-DAG: keep strlen: library-function
// CHECK-DAG: keep malloc: library-function
// CHECK-DAG: keep free: library-function
// CHECK-DAG: outline lazy: root
// CHECK-DAG: outline puts: jit-only
