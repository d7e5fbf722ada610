// Threads call functions that are there, in many images, and functions that are missing, all at once: whoever is in the dynamic
// loader when managed code takes over goes on with that.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -pthread -o %t.exe
// RUN: %python %inputs/in_turn.py 0-9 %t.exe @
// RUN: find %t.cache/images -name '*.so' | count 10
// RUN: cp -r %t.cache %t.saved
// RUN: %python %inputs/in_turn.py 1-30 sh -c 'rm -rf %t.cache && cp -r %t.saved %t.cache && %t.exe' > %t.out
// RUN: grep -c '^sum 4416$' %t.out | FileCheck %s

// CHECK: 30

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define EACH(X) \
  X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) X(20) X(21) X(22) X(23)
#define DEFINE(N) \
  int f##N(int x) { return x * N; }
#define NAME(N) f##N,
enum { THREADS = 8, FUNCTIONS = 24 };

EACH(DEFINE)
static int (*volatile functions[])(int) = {EACH(NAME)};
static pthread_barrier_t start;
static int sums[THREADS];

static void *run(void *argument) {
  int number = (int)(long)argument;
  pthread_barrier_wait(&start);
  for (int i = 0; i < FUNCTIONS; i++)
    sums[number] += functions[(i * 7 + number * 5) % FUNCTIONS](2);
  return argument;
}

int main(int argc, char **argv) {
  if (argc > 1) {
    printf("f%s %d\n", argv[1], functions[atoi(argv[1])](2));
    return 0;
  }
  pthread_t threads[THREADS];
  pthread_barrier_init(&start, 0, THREADS);
  for (long i = 0; i < THREADS; i++)
    pthread_create(&threads[i], 0, run, (void *)i);
  int sum = 0;
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], 0);
    sum += sums[i];
  }
  printf("sum %d\n", sum);
  return 0;
}
