// A thread with a stack of 32 KB.
// RUN: %same %s --flags=-pthread --link=-pthread --expect 'sum 5050'

#include <limits.h>
#include <pthread.h>
#include <stdio.h>

static int deep(int n) { return n ? n + deep(n - 1) : 0; }

static int complicated(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      sum += i * j % 7 ? deep(i & 3) : deep(j & 3);
  return sum;
}

static void *thread(void *result) {
  *(int *)result = deep(100) + (complicated(20) < 0);
  return 0;
}

int main(void) {
  pthread_attr_t attributes;
  pthread_t small;
  int sum = 0;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, PTHREAD_STACK_MIN < 32768 ? 32768 : PTHREAD_STACK_MIN);
  if (pthread_create(&small, &attributes, thread, &sum))
    return 1;
  pthread_join(small, 0);
  printf("sum %d\n", sum);
  return 0;
}
