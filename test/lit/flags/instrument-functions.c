// -finstrument-functions: the hooks see the addresses that the program sees.
// RUN: %same %s --flags=-finstrument-functions --link=-rdynamic --expect 'entered 3 left 3 known 1'
// RUN: %same %s --flags=-finstrument-functions-after-inlining --kept --expect 'entered 3 left 3 known 1'

#include <stdio.h>
static int entered, left, known;

__attribute__((noinline)) int first(int x) {
  __asm__ volatile("");
  return x + 1;
}

__attribute__((noinline)) int second(int x) {
  __asm__ volatile("");
  return first(x) + 1;
}

#define HOOK __attribute__((no_instrument_function))

HOOK void __cyg_profile_func_enter(void *function, void *caller) {
  (void)caller;
  entered++;
  known += function == (void *)first;
}

HOOK void __cyg_profile_func_exit(void *function, void *caller) {
  (void)function;
  (void)caller;
  left++;
}

HOOK int main(void) {
  second(1);
  int (*volatile pointer)(int) = first;
  pointer(1);
  printf("entered %d left %d known %d\n", entered, left, known == 2);
  return 0;
}
