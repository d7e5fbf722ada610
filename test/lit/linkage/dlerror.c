// The loader's message is still there when the function that asks for it is called for the first time.
// RUN: %same %s --expect 'nowhere.so: cannot open shared object file: No such file or directory'
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void fail(void) {
  puts(dlerror());
  exit(0);
}

static int opens(const char *name) { return dlopen(name, RTLD_NOW) != NULL; }

// By pointer: each is a first call.
int (*volatile opens_by_pointer)(const char *) = opens;
void (*volatile fail_by_pointer)(void) = fail;

int main(void) {
  if (!opens_by_pointer("nowhere.so"))
    fail_by_pointer();
  return 1;
}
