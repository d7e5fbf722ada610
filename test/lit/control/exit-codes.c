// main's result, exit, _exit, quick_exit.
// RUN: %same %s --exit 41
// RUN: %same %s --args exit --exit 42
// RUN: %same %s --args _exit --exit 43
// RUN: %same %s --args quick --exit 44
// RUN: %same %s --args abort --exit SIGABRT

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void leave(const char *how) {
  if (!strcmp(how, "exit"))
    exit(42);
  if (!strcmp(how, "_exit"))
    _exit(43);
  if (!strcmp(how, "quick"))
    quick_exit(44);
  if (!strcmp(how, "abort"))
    abort();
}

static void at_exit(void) { puts("atexit"); }

static void quickly(void) {
  puts("at_quick_exit");
  fflush(stdout);
}

int main(int argc, char **argv) {
  atexit(at_exit);
  at_quick_exit(quickly);
  if (argc > 1)
    leave(argv[1]);
  return 41;
}
