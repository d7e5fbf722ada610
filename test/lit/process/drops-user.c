// Files of the program that are first used after it gave up its user: it may not open their module files and images
// any more, for the cache belongs to the user it was.
// RUN: %same %s %S/Inputs/drops-user-file.c --expect 'uid 65534 before 2 file 32 33' --no-warm-check
// REQUIRES: root

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
  printf("uid %d before %d file %d %d\n", (int)getuid(), first, in_file(30), in_file_too(30));
  return 0;
}
