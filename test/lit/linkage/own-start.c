// -nostartfiles: the program's own _start, lazy, is what runs first.
// RUN: %same %s --link=-nostartfiles --expect 'started 15'
// REQUIRES: in-process

#include <stdio.h>
#include <unistd.h>

static int value(int x) { return x * 3; }

static int run(void) {
  printf("started %d\n", value(5));
  return fflush(stdout);
}

__attribute__((force_align_arg_pointer, noreturn)) void _start(void) { _exit(run()); }
