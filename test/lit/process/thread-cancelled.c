// Threads that are cancelled while they make first calls leave the runtime usable.
// RUN: %same %s --flags=-pthread --link=-pthread --no-warm-check --expect 'cancelled 10 still 8'

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#define ONE(n)                                                                                                         \
  __attribute__((noinline)) static int f##n(int x) { return x + n; }
#define TEN(n) ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7) ONE(n##8) ONE(n##9)
TEN(1)
TEN(2) TEN(3)
#define NAMES(n) f##n##0, f##n##1, f##n##2, f##n##3, f##n##4, f##n##5, f##n##6, f##n##7, f##n##8, f##n##9
    static int (*const functions[30])(int) = {NAMES(1), NAMES(2), NAMES(3)};
static volatile int sink;

static int last(int x) { return x + 1; }

static void *victim(void *argument) {
  int start = *(int *)argument;
  for (int i = 0;; i++) {
    sink = functions[(start + i) % 30](i);
    pthread_testcancel();
  }
}

int main(void) {
  int cancelled = 0;
  for (int i = 0; i < 10; i++) {
    pthread_t thread;
    void *result;
    pthread_create(&thread, 0, victim, &i);
    usleep(300 * i);
    pthread_cancel(thread);
    pthread_join(thread, &result);
    cancelled += result == PTHREAD_CANCELED;
  }
  printf("cancelled %d still %d\n", cancelled, last(7));
  return 0;
}
