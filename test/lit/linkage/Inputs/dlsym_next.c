// A library that looks for what it defines itself; nobody else can see it.
#define _GNU_SOURCE
#include <dlfcn.h>

int only_here(void) { return 7; }

int finds_own(void) {
  int (*found)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "only_here");
  return found ? found() : -1;
}
