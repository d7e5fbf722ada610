// The four TLS models and emulated TLS.
// RUN: %same %s --levels 0 --flags='-pthread -ftls-model=local-exec' --link=-pthread --expect 'tls 6 0'
// RUN: %same %s --levels 0 --flags='-pthread -ftls-model=initial-exec' --link=-pthread --expect 'tls 6 0'
// RUN: %same %s --levels 0 --flags='-pthread -ftls-model=local-dynamic -fPIC' --link=-pthread --expect 'tls 6 0'
// RUN: %same %s --levels 0 --flags='-pthread -ftls-model=global-dynamic -fPIC' --link=-pthread --expect 'tls 6 0'
// RUN: %same %s --levels 0 --flags='-pthread -mtls-dialect=gnu2 -fPIC' --link=-pthread --expect 'tls 6 0'
// RUN: %same %s --levels 0,2 --flags='-pthread -femulated-tls' --link=-pthread --expect 'tls 6 0'

#include <pthread.h>
#include <stdio.h>
static _Thread_local int initialised = 5;
_Thread_local int zero;

static int bump(void) {
  zero++;
  return ++initialised;
}

static void *thread(void *wrong) {
  *(int *)wrong = zero != 0 || bump() != 6 || bump() != 7;
  return 0;
}

int main(void) {
  pthread_t other;
  int wrong = -1;
  bump();
  pthread_create(&other, 0, thread, &wrong);
  pthread_join(other, 0);
  printf("tls %d %d\n", initialised, wrong);
  return 0;
}
