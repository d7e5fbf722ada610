// After dlclose a library is gone, destructors included; loaded again it starts afresh.
// RUN: %same %s --module one:%S/Inputs/plugin-life.c --flags=-fPIC --link=-ldl --expect 'rounds 20 states 1'

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

// Stays, for it calls the loader; main is lazy.
static int (*find(const char *file, const char *name, void **library))(int *) {
  *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!*library) {
    puts(dlerror());
    exit(1);
  }
  return (int (*)(int *))dlsym(*library, name);
}

int main(void) {
  int states = 1, rounds = 0;
  for (; rounds < 20; rounds++) {
    void *library;
    int (*count)(int *) = find("./one.so", "count", &library);
    int closed = 0;
    states &= count(&closed) == 1 && count(&closed) == 2;
    if (dlclose(library))
      return 1;
    states &= closed == 7;
  }
  printf("rounds %d states %d\n", rounds, states);
  return 0;
}
