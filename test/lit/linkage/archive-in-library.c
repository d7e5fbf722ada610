// A shared library made of an archive, and a program with the same archive: two copies with state each.
// RUN: %same %s --archive state:%S/Inputs/state.c --module lib:%S/Inputs/state-user.c,%S/Inputs/state.c --flags='-fPIC' --link='-ldl' --expect 'program 2 library 3'

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
__attribute__((visibility("hidden"))) int next_state(void);

// Stays, for it calls the loader; main is lazy.
static int (*find(const char *file, const char *name, void **library))(void) {
  *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!*library) {
    puts(dlerror());
    exit(1);
  }
  return (int (*)(void))dlsym(*library, name);
}

int main(void) {
  void *library;
  int (*thrice)(void) = find("./lib.so", "thrice", &library);
  next_state();
  printf("program %d ", next_state());
  printf("library %d\n", thrice());
  return 0;
}
