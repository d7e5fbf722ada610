// A shared library made of an archive, and a program with the same archive: two copies with state each.
// RUN: %same %s --archive state:%S/Inputs/state.c --module lib:%S/Inputs/state-user.c,%S/Inputs/state.c --flags='-fPIC' --link='-ldl' --expect 'program 2 library 3'

#include <dlfcn.h>
#include <stdio.h>
__attribute__((visibility("hidden"))) int next_state(void);

int main(void) {
  void *library = dlopen("./lib.so", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return puts(dlerror()), 1;
  int (*thrice)(void) = (int (*)(void))dlsym(library, "thrice");
  next_state();
  printf("program %d ", next_state());
  printf("library %d\n", thrice());
  return 0;
}
