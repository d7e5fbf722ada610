// setjmp and longjmp over lazy frames, plain frames and first calls.
// RUN: %same %s --plain %S/Inputs/plain-call.c --expect 'returned 5 through plain 9 depth 10 signal 3'

#include <setjmp.h>
#include <stdio.h>
void plain_call(void (*callback)(int), int argument);
static jmp_buf environment;
static sigjmp_buf signal_environment;

static void jump(int value) { longjmp(environment, value); }

static void descend(int depth) {
  volatile char frame[256];
  frame[0] = depth;
  if (depth == 10)
    jump(depth);
  descend(depth + 1);
  frame[1] = 1;
}

static void signal_jump(int value) { siglongjmp(signal_environment, value); }

static int catch_from(void (*function)(int), int argument, int through_plain) {
  int value = setjmp(environment);
  if (value)
    return value;
  if (through_plain)
    plain_call(function, argument);
  else
    function(argument);
  return -1;
}

int main(void) {
  int returned = catch_from(jump, 5, 0), plain = catch_from(jump, 9, 1), depth = catch_from(descend, 0, 0);
  int from_signal = sigsetjmp(signal_environment, 1);
  if (!from_signal)
    signal_jump(3);
  printf("returned %d through plain %d depth %d signal %d\n", returned, plain, depth, from_signal);
  return 0;
}
