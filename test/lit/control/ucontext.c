// makecontext and swapcontext: first calls on stacks of the program's own.
// RUN: %same %s --expect 'order 1 10 2 11 3 12 sum 39'

#include <stdio.h>
#include <stdlib.h>
#include <ucontext.h>
static ucontext_t main_context, other_context;
static int sum;

static int deep(int n) { return n ? deep(n - 1) : 0; }

static void coroutine(int start) {
  for (int i = 0; i < 3; i++) {
    printf(" %d", start + i);
    sum += start + i + deep(20);
    swapcontext(&other_context, &main_context);
  }
}

int main(void) {
  char *stack = malloc(64 << 10);
  getcontext(&other_context);
  other_context.uc_stack.ss_sp = stack;
  other_context.uc_stack.ss_size = 64 << 10;
  other_context.uc_link = &main_context;
  makecontext(&other_context, (void (*)(void))coroutine, 1, 10);
  printf("order");
  for (int i = 1; i <= 3; i++) {
    printf(" %d", i);
    sum += i;
    swapcontext(&main_context, &other_context);
  }
  printf(" sum %d\n", sum);
  return 0;
}
