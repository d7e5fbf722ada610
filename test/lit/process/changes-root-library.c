// After chroot: another file of the program, a library, and an exception that goes through both.
// RUN: %same %s %S/Inputs/changes-root-file.cpp --shared=jail:%S/Inputs/changes-root-library.cpp \
// RUN:   --expect 'caught 42 in the jail' --no-warm-check
// REQUIRES: in-process, root

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int catches(int x);

int main(void) {
  mkdir("jail", 0700);
  if (chroot("jail") || chdir("/"))
    return 1;
  printf("caught %d in the jail\n", catches(40));
  return 0;
}
