// __builtin_return_address and __builtin_frame_address name the caller, as without the plugin.
// RUN: %same %s --flags='-fno-omit-frame-pointer' --expect 'inside 1 different 1 frames 1'

#include <stdint.h>
#include <stdio.h>

__attribute__((noinline)) static void *where(void) {
  __asm__ volatile("");
  return __builtin_return_address(0);
}

__attribute__((noinline)) static void *frame(void) {
  __asm__ volatile("");
  return __builtin_frame_address(1);
}

__attribute__((noinline)) static int inside(void) {
  char *first = where(), *second = where();
  return second > first && second - first < 200;
}

__attribute__((noinline)) static int frames(void) {
  char *mine = __builtin_frame_address(0), *caller = frame();
  return mine == caller;
}

int main(void) {
  void *a = where();
  void *b = where();
  printf("inside %d different %d frames %d\n", inside(), a != b, frames());
  return 0;
}
