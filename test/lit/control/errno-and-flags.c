// errno survives a first call, however much the runtime does.
// RUN: %same %s --expect 'errno 77 77 5'

#include <errno.h>
#include <stdio.h>

static int read_errno(void) { return errno; }

static void keep(void) {}

static void set(int value) { errno = value; }

int main(void) {
  errno = 77;
  int first = read_errno();
  keep();
  int second = errno;
  set(5);
  int third = errno;
  printf("errno %d %d %d\n", first, second, third);
  return 0;
}
