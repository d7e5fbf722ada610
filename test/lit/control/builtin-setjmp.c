// RUN: %same %s --expect 'builtin 7'

#include <stdio.h>
static void *buffer[5];
static int reached;

__attribute__((noinline)) static void jump(void) {
  reached = 7;
  __builtin_longjmp(buffer, 1);
}

__attribute__((noinline)) static int catch_it(void) {
  if (__builtin_setjmp(buffer))
    return reached;
  jump();
  return -1;
}

int main(void) {
  printf("builtin %d\n", catch_it());
  return 0;
}
