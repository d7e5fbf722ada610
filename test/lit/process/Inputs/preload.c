#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

static int number(void) { return 4711; }

char *getenv(const char *name) {
  char *(*original)(const char *) = (char *(*)(const char *))dlsym(RTLD_NEXT, "getenv");
  return strcmp(name, "HOME") ? original(name) : "/from/preload";
}

unsigned getuid(void) { return number(); }
