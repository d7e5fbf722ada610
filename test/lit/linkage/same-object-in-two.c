// One object, linked into a program and into a library that it loads: two modules with the same bitcode, each with
// its own static data.
// RUN: %same %s %S/Inputs/hidden-counter.c --module counter:%S/Inputs/hidden-counter.c,%S/Inputs/exported-bump.c --flags=-fPIC --link=-ldl --expect '1 10 2 20 3 30'

#include <dlfcn.h>
#include <stdio.h>

int bump(int x);

int main(void) {
  int own = bump(1);
  void *library = dlopen("./counter.so", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return 1;
  int (*theirs)(int) = (int (*)(int))dlsym(library, "exported_bump");
  printf("%d %d", own, theirs(10));
  for (int i = 0; i < 2; ++i) {
    own = bump(1);
    printf(" %d %d", own, theirs(10));
  }
  printf("\n");
  return 0;
}
