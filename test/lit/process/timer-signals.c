// A signal every 200 microseconds, whose handler makes first calls too, while functions are compiled.
// RUN: %same %s --no-warm-check --expect 'sum 165 hits 1'

#include <signal.h>
#include <stdio.h>
#include <sys/time.h>

static volatile int hits;

static int shared(int x) { return x + 1; }

#define F(n)                                                                                       \
  static int f##n(int x) { return x * n + shared(x); }
F(1) F(2) F(3) F(4) F(5) F(6) F(7) F(8) F(9)
static int (*volatile functions[])(int) = {f1, f2, f3, f4, f5, f6, f7, f8, f9};

static void tick(int signal) {
  (void)signal;
  hits += functions[hits % 9](hits) > 0;
}

int main(void) {
  struct sigaction action = {.sa_handler = tick};
  sigaction(SIGALRM, &action, NULL);
  struct itimerval often = {{0, 200}, {0, 200}}, never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &often, NULL);
  long sum = 0;
  for (int i = 0; i < 9; i++)
    sum += functions[8 - i](i);
  while (hits < 30)
    continue;
  setitimer(ITIMER_REAL, &never, NULL);
  printf("sum %ld hits %d\n", sum, hits >= 30);
  return 0;
}
