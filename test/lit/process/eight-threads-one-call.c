// Eight threads race the first call of one function, 200 functions in a row.
// RUN: %same %s --flags=-pthread --link=-pthread --expect 'rounds 200 wrong 0'

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#define ONE(n)                                                                                                         \
  __attribute__((noinline)) static int f##n(int x) {                                                                   \
    static int calls;                                                                                                  \
    return __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) > 8 ? -1 : x + n;                                           \
  }
#define TEN(n) ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7) ONE(n##8) ONE(n##9)
TEN(10)
TEN(11) TEN(12) TEN(13) TEN(14) TEN(15) TEN(16) TEN(17) TEN(18) TEN(19) TEN(20) TEN(21) TEN(22) TEN(23) TEN(24) TEN(25)
    TEN(26) TEN(27) TEN(28) TEN(29)
#define NAMES(n) f##n##0, f##n##1, f##n##2, f##n##3, f##n##4, f##n##5, f##n##6, f##n##7, f##n##8, f##n##9
        static int (*const functions[200])(int) = {NAMES(10), NAMES(11), NAMES(12), NAMES(13), NAMES(14),
                                                   NAMES(15), NAMES(16), NAMES(17), NAMES(18), NAMES(19),
                                                   NAMES(20), NAMES(21), NAMES(22), NAMES(23), NAMES(24),
                                                   NAMES(25), NAMES(26), NAMES(27), NAMES(28), NAMES(29)};
static pthread_barrier_t barrier;
static atomic_int wrong;

static void *racer(void *unused) {
  (void)unused;
  for (int i = 0; i < 200; i++) {
    pthread_barrier_wait(&barrier);
    if (functions[i](1000) != 1000 + 100 + i)
      wrong++;
  }
  return 0;
}

int main(void) {
  pthread_t threads[8];
  pthread_barrier_init(&barrier, 0, 8);
  for (int i = 0; i < 8; i++)
    pthread_create(&threads[i], 0, racer, 0);
  for (int i = 0; i < 8; i++)
    pthread_join(threads[i], 0);
  printf("rounds 200 wrong %d\n", wrong);
  return 0;
}
