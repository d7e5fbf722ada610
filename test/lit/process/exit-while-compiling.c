// main returns, and another thread calls exit, while first calls are being made.
// RUN: %same %s --flags=-pthread --link=-pthread --no-warm-check --exit 6

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#define ONE(n)                                                                                                         \
  __attribute__((noinline)) static int f##n(int x) { return x + n; }
#define TEN(n) ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7) ONE(n##8) ONE(n##9)
TEN(1)
TEN(2) TEN(3)
#define NAMES(n) f##n##0, f##n##1, f##n##2, f##n##3, f##n##4, f##n##5, f##n##6, f##n##7, f##n##8, f##n##9
    static int (*const functions[30])(int) = {NAMES(1), NAMES(2), NAMES(3)};
static volatile int sink;

static void *worker(void *unused) {
  (void)unused;
  for (int i = 0;; i = (i + 1) % 30)
    sink = functions[i](i);
}

static void at_exit(void) { puts("leaving"); }

int main(void) {
  pthread_t thread;
  atexit(at_exit);
  for (int i = 0; i < 3; i++)
    pthread_create(&thread, 0, worker, 0);
  while (!sink)
    ;
  return 6;
}
