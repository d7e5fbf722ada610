// A lazy library in LD_PRELOAD: it interposes functions of the C library in a plain program.
// RUN: %same --plain %s --module preload:%S/Inputs/preload.c --link=-ldl --env LD_PRELOAD=./preload.so --expect 'home /from/preload uid 4711'

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  printf("home %s uid %d\n", getenv("HOME"), (int)getuid());
  return 0;
}
