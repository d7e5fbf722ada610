// One thread forks while others make first calls; the children make first calls too.
// RUN: %same %s --flags=-pthread --link=-pthread --no-warm-check --expect 'children 20 wrong 0'

#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#define ONE(n)                                                                                                         \
  __attribute__((noinline)) static int f##n(int x) { return x + n; }
#define TEN(n) ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7) ONE(n##8) ONE(n##9)
TEN(1)
TEN(2) TEN(3) TEN(4) TEN(5) TEN(6)
#define NAMES(n) f##n##0, f##n##1, f##n##2, f##n##3, f##n##4, f##n##5, f##n##6, f##n##7, f##n##8, f##n##9
    static int (*const functions[60])(int) = {NAMES(1), NAMES(2), NAMES(3), NAMES(4), NAMES(5), NAMES(6)};
static int wrong;

static void *caller(void *unused) {
  (void)unused;
  for (int i = 0; i < 60; i++)
    if (functions[i](0) != 10 + i)
      __atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
  return 0;
}

int main(void) {
  pthread_t threads[2];
  for (int i = 0; i < 2; i++)
    pthread_create(&threads[i], 0, caller, 0);
  pid_t children[20];
  for (int i = 0; i < 20; i++) {
    children[i] = fork();
    if (!children[i]) {
      alarm(60);
      _exit(functions[59 - i](0) == 69 - i ? 0 : 1);
    }
  }
  for (int i = 0; i < 20; i++) {
    int status;
    waitpid(children[i], &status, 0);
    wrong += status != 0;
  }
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], 0);
  printf("children 20 wrong %d\n", wrong);
  return 0;
}
