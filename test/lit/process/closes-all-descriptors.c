// A daemon-like program closes every descriptor but its output, then makes first calls.
// RUN: %same %s --no-warm-check --expect 'closed value 42'

#include <stdio.h>
#include <unistd.h>

static int after_close(int x) { return x * 2; }

static int second(int x) { return x; }

int main(void) {
  int first = second(1);
  for (int i = 2; i < 1024; i++)
    close(i);
  close(0);
  printf("closed value %d\n", after_close(20 + first));
  return 0;
}
