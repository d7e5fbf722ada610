// One object, linked into a program and into a library that it loads: two modules with the same bitcode, each with
// its own static data.
// RUN: %same %s %S/Inputs/hidden-counter.c --module counter:%S/Inputs/hidden-counter.c,%S/Inputs/exported-bump.c --flags=-fPIC --link=-ldl --expect '1 10 2 20 3 30'

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

int bump(int x);

// Stays, for it calls the loader; main is lazy.
static int (*find(const char *file, const char *name, void **library))(int) {
  *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!*library) {
    puts(dlerror());
    exit(1);
  }
  return (int (*)(int))dlsym(*library, name);
}

int main(void) {
  int own = bump(1);
  void *library;
  int (*theirs)(int) = find("./counter.so", "exported_bump", &library);
  printf("%d %d", own, theirs(10));
  for (int i = 0; i < 2; ++i) {
    own = bump(1);
    printf(" %d %d", own, theirs(10));
  }
  printf("\n");
  return 0;
}
