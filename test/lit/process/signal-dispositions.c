// The runtime changes no signal handler, no mask and no alternate stack of its host: neither when it is
// loaded nor in a first call.
// RUN: %same %s

#include <signal.h>
#include <stdio.h>

static int lazy(int x) { return x + 1; }

__attribute__((annotate("autojit_keep"))) static void show(const char *when) {
  sigset_t mask;
  stack_t stack;
  sigprocmask(SIG_BLOCK, 0, &mask);
  sigaltstack(0, &stack);
  printf("%s: ", when);
  for (int i = 1; i < 65; i++) {
    struct sigaction action;
    if (!sigaction(i, 0, &action))
      putchar("dih"[action.sa_handler == SIG_DFL ? 0 : action.sa_handler == SIG_IGN ? 1 : 2]);
    if (sigismember(&mask, i) == 1)
      putchar('m');
  }
  printf(" stack %d\n", !(stack.ss_flags & SS_DISABLE));
}

__attribute__((annotate("autojit_keep"))) int main(void) {
  show("before");
  int one = lazy(0);
  show("after");
  return one - 1;
}
