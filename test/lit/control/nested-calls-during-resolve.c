// A signal handler, a constructor and a first call inside a first call's argument evaluation.
// RUN: %same %s --expect 'result 21'

#include <signal.h>
#include <stdio.h>
static volatile int from_handler;

static int in_handler(int x) { return x + 1; }

static void handler(int number) { from_handler = in_handler(number); }

static int one(void) {
  raise(SIGUSR1);
  return 1;
}

static int two(int a) { return a + 2; }

static int three(int a, int b) { return a * b; }

int main(void) {
  signal(SIGUSR1, handler);
  printf("result %d\n", three(two(one()), 7) + (from_handler != SIGUSR1 + 1));
  return 0;
}
