// A program that gives its rights up for a while, as file servers do: each time all that is loaded by then is opened.
// RUN: %same %s --module=late:%S/Inputs/drops-user-late.c --expect 'late 54 uid 65534' --no-warm-check
// REQUIRES: in-process, root

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

static int (*in_late)(int);

static int load(void) {
  void *library = dlopen("./late.so", RTLD_NOW);
  if (library)
    *(void **)&in_late = dlsym(library, "in_late");
  return in_late != NULL;
}

static int become(uid_t user) { return seteuid(user) == 0; }

int main(void) {
  if (!become(65534) || !become(0) || !load() || !become(65534))
    return 1;
  printf("late %d uid %d\n", in_late(50), (int)geteuid());
  return 0;
}
