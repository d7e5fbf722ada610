// After dlclose a library is gone, destructors included; loaded again it starts afresh.
// RUN: %same %s --module one:%S/Inputs/plugin-life.c --flags=-fPIC --link=-ldl --expect 'rounds 20 states 1'

#include <dlfcn.h>
#include <stdio.h>

int main(void) {
  int states = 1, rounds = 0;
  for (; rounds < 20; rounds++) {
    void *library = dlopen("./one.so", RTLD_NOW | RTLD_LOCAL);
    if (!library)
      return puts(dlerror()), 1;
    int (*count)(int *) = (int (*)(int *))dlsym(library, "count");
    int closed = 0;
    states &= count(&closed) == 1 && count(&closed) == 2;
    if (dlclose(library))
      return puts(dlerror()), 1;
    states &= closed == 7;
  }
  printf("rounds %d states %d\n", rounds, states);
  return 0;
}
