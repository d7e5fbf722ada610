// A program that has used all its descriptors makes first calls, and finds the descriptors as they were.
// RUN: %same %s --expect 'opened 0, again 0, values 12 13, children 0'

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int lazy(int x) { return x + 2; }

static int another(int x) { return x + 3; }

// By pointer: each is a first call.
int (*volatile lazy_by_pointer)(int) = lazy;
int (*volatile another_by_pointer)(int) = another;

static int open_all(void) {
  int count = 0;
  while (dup(0) >= 0)
    ++count;
  return errno == EMFILE ? count : -1;
}

int main(void) {
  struct rlimit limit = {32, 32};
  if (open("/dev/null", O_RDONLY) < 0 || setrlimit(RLIMIT_NOFILE, &limit) != 0 || open_all() < 0)
    return 1;
  int opened = open_all();
  int value = lazy_by_pointer(10);
  int again = open_all();
  int next = another_by_pointer(10);
  int children = wait(NULL) > 0 || errno != ECHILD;
  printf("opened %d, again %d, values %d %d, children %d\n", opened, again, value, next, children);
  return 0;
}
