// The first call of a function happens in a signal handler, also while another first call is made.
// RUN: %same %s --expect 'handled 50 ok 1'

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
static volatile sig_atomic_t handled;
static volatile int sink;

static int helper_in_handler(int x) { return x * 2; }

static void handler(int number) {
  sink = helper_in_handler(number);
  handled++;
}

#define ONE(n)                                                                                                         \
  __attribute__((noinline)) static int f##n(int x) { return x + n; }
#define TEN(n) ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7) ONE(n##8) ONE(n##9)
TEN(1)
TEN(2) TEN(3) TEN(4) TEN(5)
#define NAMES(n) f##n##0, f##n##1, f##n##2, f##n##3, f##n##4, f##n##5, f##n##6, f##n##7, f##n##8, f##n##9
    static int (*const functions[50])(int) = {NAMES(1), NAMES(2), NAMES(3), NAMES(4), NAMES(5)};

int main(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigaction(SIGALRM, &action, 0);
  struct itimerval fast = {{0, 200}, {0, 200}}, off = {{0, 0}, {0, 0}};
  int ok = 1;
  setitimer(ITIMER_REAL, &fast, 0);
  for (int i = 0; i < 50; i++)
    ok &= functions[i](100) == 110 + i;
  while (handled < 50)
    ;
  setitimer(ITIMER_REAL, &off, 0);
  printf("handled %d ok %d\n", handled >= 50 ? 50 : 0, ok);
  return 0;
}
