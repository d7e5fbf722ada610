// The same for files of a library, and of one that was loaded late.
// RUN: %same %s --shared=drops:%S/Inputs/drops-user-library.c --module=late:%S/Inputs/drops-user-late.c \
// RUN:   --expect 'uid 65534 library 43 late 54' --no-warm-check
// REQUIRES: in-process, root

#include <dlfcn.h>
#include <grp.h>
#include <stdio.h>
#include <unistd.h>

int in_library(int x);

static int give_up_user(void) { return setgroups(0, NULL) || setgid(65534) || setuid(65534); }

int main(void) {
  void *library = dlopen("./late.so", RTLD_NOW);
  int (*in_late)(int) = NULL;
  if (library)
    *(void **)&in_late = dlsym(library, "in_late");
  if (!in_late || give_up_user())
    return 1;
  printf("uid %d library %d late %d\n", (int)getuid(), in_library(40), in_late(50));
  return 0;
}
