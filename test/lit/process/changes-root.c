// After chroot neither cache nor module file nor compiler can be opened any more: they were opened before.
// RUN: %same %s --expect 'inside value 42' --no-warm-check
// REQUIRES: in-process, root

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int before(int x) { return x * 2; }

static int after(int x) { return x + before(20); }

static int (*volatile pointer)(int) = after;

int main(void) {
  mkdir("jail", 0700);
  int two = before(1);
  if (chroot("jail") || chdir("/"))
    return 1;
  printf("inside value %d\n", pointer(two));
  return 0;
}
