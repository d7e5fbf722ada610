// Destructors of a library's objects run when it is unloaded, each time, and not at exit when their code is gone.
// RUN: %same %s --module lib:%S/Inputs/library-with-destructors.cpp --link=-ldl --mix --expect 'the end'

#include <cstdio>
#include <dlfcn.h>

static void say(const char *text) { puts(text); }

int main() {
  for (int i = 1; i < 4; ++i) {
    void *library = dlopen("./lib.so", RTLD_NOW);
    if (!library)
      return puts(dlerror()), 1;
    printf("%d\n", ((int (*)(int))dlsym(library, "use"))(100 * i));
    printf("close %d\n", dlclose(library));
  }
  say("the end");
}
