// Lock-free and library atomics shared between lazy and plain threads.
// RUN: %same %s --plain %S/Inputs/atomic-plain.c --flags='-pthread -mcx16' --link='-pthread -latomic' --expect 'counter 80000 wide 40000 40000 struct 3'

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
atomic_int counter;
void plain_add(int n);
static _Atomic __int128 wide;

static _Atomic struct triple { int a, b, c; } shared;

static void *thread(void *unused) {
  (void)unused;
  for (int i = 0; i < 10000; i++) {
    atomic_fetch_add(&counter, 1);
    __int128 old = atomic_load(&wide);
    while (!atomic_compare_exchange_weak(&wide, &old, old + 1 + ((__int128)1 << 64)))
      ;
  }
  plain_add(10000);
  return 0;
}

int main(void) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    pthread_create(&threads[i], 0, thread, 0);
  for (int i = 0; i < 4; i++)
    pthread_join(threads[i], 0);
  atomic_store(&shared, ((struct triple){1, 2, 3}));
  __int128 final = atomic_load(&wide);
  printf("counter %d wide %ld %ld struct %d\n", counter, (long) final, (long)(final >> 64), atomic_load(&shared).c);
  return 0;
}
