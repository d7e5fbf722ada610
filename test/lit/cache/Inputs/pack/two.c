#include <execinfo.h>
#include <stdio.h>
#include <unistd.h>

static int value = 6;

__attribute__((noinline)) static int local(void) {
  void *frames[2];
  value++;
  printf("two local %d\n", value);
  fflush(stdout);
  backtrace_symbols_fd(frames, backtrace(frames, 2), STDOUT_FILENO);
  return value;
}

int two(void) { return local() + 1; }
