// Two plugins that define the same names, loaded with RTLD_LOCAL: each has its own.
// RUN: %same %s --module one:%S/Inputs/plugin-one.c --module two:%S/Inputs/plugin-two.c --flags=-fPIC --link=-ldl --mix --expect 'one 11 12 13 two 21 22 23 host 3'

#include <dlfcn.h>
#include <stdio.h>
int state = 2;

int step(void) { return ++state; }

static int (*load(const char *file))(void) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    puts(dlerror());
  return (int (*)(void))dlsym(library, "step_plugin");
}

int main(void) {
  int (*one)(void) = load("./one.so"), (*two)(void) = load("./two.so");
  int results[6] = {one(), one(), one(), two(), two(), two()};
  printf("one %d %d %d two %d %d %d host %d\n", results[0], results[1], results[2], results[3], results[4], results[5],
         step());
  return 0;
}
