// dlmopen: the same lazy library twice, in two namespaces, each with a C library and a runtime of its own.
// RUN: %same %s --module counter:%S/Inputs/counter_plugin.c --expect 'one 1 3 other 1 own 5'

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>

static int own(int x) { return x + 1; }

int main(void) {
  void *here = dlopen("./counter.so", RTLD_NOW | RTLD_LOCAL);
  void *elsewhere = dlmopen(LM_ID_NEWLM, "./counter.so", RTLD_NOW);
  if (!here || !elsewhere)
    return 1;
  int (*one)(int), (*other)(int);
  *(void **)&one = dlsym(here, "count");
  *(void **)&other = dlsym(elsewhere, "count");
  int first = one(1), second = one(2);
  printf("one %d %d other %d own %d\n", first, second, other(1), own(4));
  return 0;
}
