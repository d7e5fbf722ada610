// Files of the program that are first used after it gave up its user: it may not open their module files and images
// any more, for the cache belongs to the user it was. What was opened before it holds without a descriptor.
// RUN: %same %s %S/Inputs/drops-user-file.c --expect 'uid 65534 before 2 file 32 33 descriptor 3' --no-warm-check
// RUN: %same %s %S/Inputs/drops-user-file.c --no-warm-check --env AUTOJIT_LINKER=jitlink --levels 0
// RUN: %same %s %S/Inputs/drops-user-file.c --no-warm-check --env AUTOJIT_TIER=2
// REQUIRES: root, !standing

#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <unistd.h>

int in_file(int x);
int in_file_too(int x);

static int before(int x) { return x + 1; }

int main(void) {
  int first = before(1);
  if (setgroups(0, NULL) || setgid(65534) || setuid(65534))
    return 1;
  int descriptor = open("/dev/null", O_RDONLY);
  printf("uid %d before %d file %d %d descriptor %d\n", (int)getuid(), first, in_file(30), in_file_too(30), descriptor);
  return 0;
}
