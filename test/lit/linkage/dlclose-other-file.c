// A library replaced by another one of the same name between dlclose and dlopen runs its own code.
// RUN: %same %s --module one:%S/Inputs/plugin-one.c --module two:%S/Inputs/plugin-two.c --flags=-fPIC --link=-ldl --expect '11 21 11 21'

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

static int once(const char *file) {
  unlink("current.so");
  if (symlink(file, "current.so"))
    return -1;
  void *library = dlopen("./current.so", RTLD_NOW | RTLD_LOCAL);
  int result = ((int (*)(void))dlsym(library, "step_plugin"))();
  dlclose(library);
  return result;
}

int main(void) {
  int first = once("one.so"), second = once("two.so"), third = once("one.so"), fourth = once("two.so");
  unlink("current.so");
  printf("%d %d %d %d\n", first, second, third, fourth);
  return 0;
}
