// First calls in atexit functions of the program and of a library, after main's thread has gone.
// RUN: %same %s --shared late:%S/Inputs/late-lib.c --expect 'main'

#include <stdio.h>
#include <stdlib.h>
void register_late(void);

static void own(void) { puts("own atexit"); }

int main(void) {
  atexit(own);
  register_late();
  puts("main");
  return 0;
}
