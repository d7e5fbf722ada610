// First calls on an alternate signal stack of 8 KB, for a fault and for a raised signal.
// RUN: %same %s --expect 'recovered 7 raised 1'

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
static char stack[8192 + 2048]; // AVX-512 state alone takes 3 KB of a signal frame
static sigjmp_buf recover;
static volatile int raised, on_stack;

static int check_stack(void) {
  char here;
  return &here >= stack && &here < stack + sizeof stack;
}

static int seven(int x) { return x == SIGSEGV ? 7 : 0; }

static void fault(int number) {
  on_stack += check_stack();
  siglongjmp(recover, seven(number));
}

static void user(int number) {
  (void)number;
  raised += check_stack();
}

static int touch(volatile int *where) { return *where; }

int main(void) {
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  struct sigaction action;
  sigaltstack(&alternate, 0);
  memset(&action, 0, sizeof action);
  action.sa_flags = SA_ONSTACK;
  action.sa_handler = fault;
  sigaction(SIGSEGV, &action, 0);
  action.sa_handler = user;
  sigaction(SIGUSR1, &action, 0);
  raise(SIGUSR1);
  int code = sigsetjmp(recover, 1);
  if (!code)
    touch((int *)64);
  printf("recovered %d raised %d\n", on_stack ? code : -1, raised);
  return 0;
}
