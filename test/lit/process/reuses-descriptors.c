// Descriptor numbers are the host's: the next free one is what it would be without the plugin, before,
// between and after first calls.
// RUN: %same %s --expect 'next 3 3 4'

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int next(void) { return open("/dev/null", O_RDONLY); }

static int again(int file) {
  close(file);
  return open("/dev/null", O_RDONLY);
}

static int third(void) { return dup(0); }

int main(void) {
  int a = next(), b = again(a), c = third();
  printf("next %d %d %d\n", a, b, c);
  return 0;
}
