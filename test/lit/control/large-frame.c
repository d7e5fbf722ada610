// Frames larger than a page are probed, and larger than the red zone in leaves.
// RUN: %same %s --expect 'frame 1048576 300'
// RUN: %same %s --levels 0 --flags='-fstack-clash-protection' --expect 'frame 1048576 300'

#include <stdio.h>
#include <string.h>

static int large(int fill) {
  char frame[1 << 20];
  memset(frame, fill, sizeof frame);
  int sum = 0;
  for (unsigned i = 0; i < sizeof frame; i++)
    sum += frame[i];
  return sum;
}

int leaf(int x) {
  volatile int t[300];
  for (int i = 0; i < 300; i++)
    t[i] = x;
  int s = 0;
  for (int i = 0; i < 300; i++)
    s += t[i];
  return s;
}

int main(void) {
  printf("frame %d %d\n", large(1), leaf(1));
  return 0;
}
