// Many threads enter a graph of functions at different points: two functions of one module, of two
// modules, each first called by another.
// RUN: %same %s %S/Inputs/graph.c --flags=-pthread --link=-pthread --no-warm-check --expect 'sum 1539'

#include <pthread.h>
#include <stdio.h>
int far_a(int), far_b(int), far_c(int), far_d(int);
__attribute__((noinline)) static int near_a(int x);

__attribute__((noinline)) static int near_b(int x) { return x ? near_a(x - 1) + far_c(x / 2) : 1; }

__attribute__((noinline)) static int near_a(int x) { return x ? near_b(x - 1) + far_a(x / 2) : 2; }

int back(int x) { return x ? far_d(x - 1) + near_b(x / 3) : 3; }

static int (*const entries[8])(int) = {near_a, far_b, near_b, far_a, back, far_d, far_c, near_a};
static int results[8];
static pthread_barrier_t barrier;

static void *enter(void *argument) {
  int i = (int *)argument - results;
  pthread_barrier_wait(&barrier);
  results[i] = entries[i](12);
  return 0;
}

int main(void) {
  pthread_t threads[8];
  int sum = 0;
  pthread_barrier_init(&barrier, 0, 8);
  for (int i = 0; i < 8; i++)
    pthread_create(&threads[i], 0, enter, &results[i]);
  for (int i = 0; i < 8; i++) {
    pthread_join(threads[i], 0);
    sum += results[i];
  }
  printf("sum %d\n", sum);
  return 0;
}
