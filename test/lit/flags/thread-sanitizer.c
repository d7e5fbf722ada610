// ThreadSanitizer finds the same race.
// RUN: %clang -fsanitize=thread -O0 -g %s -o %t.plain
// RUN: %clang_lazy -fsanitize=thread -O0 -g -c %s -o %t.o
// RUN: %clang -fsanitize=thread %t.o %runtime -o %t.lazy
// RUN: not setarch -R %t.plain 2>&1 | FileCheck %s
// RUN: not setarch -R %t.lazy 2>&1 | FileCheck %s

#include <pthread.h>
#include <stdio.h>
static int shared;
static void *bump(void *unused) { shared++; return unused; }
int main(void) {
  pthread_t threads[2];
  for (int i = 0; i < 2; i++)
    pthread_create(&threads[i], 0, bump, 0);
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], 0);
  return 0;
}

// CHECK: WARNING: ThreadSanitizer: data race
// CHECK: #0 bump {{.*}}thread-sanitizer.c:[[@LINE-11]]
