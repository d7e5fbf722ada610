// Threads that run one function while it gets a better body: each of them sees the right results.
// RUN: %clang_lazy -O0 -pthread %s %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=50 %t.exe | FileCheck %s
// RUN: %clear_objects
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=5000 %t.exe | FileCheck %s
// REQUIRES: in-process
// CHECK: 8 threads, 0 wrong

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static unsigned mix(unsigned x) {
  for (int i = 0; i < 20; i++)
    x = x * 1664525u + 1013904223u;
  return x;
}
static unsigned pair(unsigned x) { return mix(x) ^ mix(x + 1); }

static void *run(void *arg) {
  uintptr_t wrong = 0;
  unsigned expected = pair(7);
  for (int i = 0; i < 20000; i++)
    wrong += pair(7) != expected;
  return (void *)wrong;
}

int main(void) {
  pthread_t threads[8];
  uintptr_t wrong = 0;
  for (int i = 0; i < 8; i++)
    pthread_create(&threads[i], NULL, run, NULL);
  for (int i = 0; i < 8; i++) {
    void *result;
    pthread_join(threads[i], &result);
    wrong += (uintptr_t)result;
  }
  printf("8 threads, %lu wrong\n", (unsigned long)wrong);
  return 0;
}
