// A umask that forbids everything: images can be read again all the same.
// RUN: %same %s --expect 'masked 4'

#include <stdio.h>
#include <sys/stat.h>

static int lazy(int x) { return x + 1; }

int main(void) {
  umask(0777);
  printf("masked %d\n", lazy(3));
  return 0;
}
