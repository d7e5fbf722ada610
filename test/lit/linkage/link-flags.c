// Flags that change how the program is linked, not what it does.
// RUN: %same %s --levels 0 --link='-Wl,-z,now -Wl,-z,relro' --expect 'ok 5'
// RUN: %same %s --levels 0 --link='-Wl,--as-needed' --expect 'ok 5'
// RUN: %same %s --levels 0 --link='-Wl,-z,lazy -Wl,--hash-style=sysv' --expect 'ok 5'
// RUN: %same %s --levels 0 --link='-Wl,-O2 -Wl,--sort-common -Wl,--build-id=sha1 -s' --expect 'ok 5'
// RUN: %same %s --levels 0 --link='-Wl,-z,noseparate-code' --expect 'ok 5'
// RUN: %same %s --levels 0 --flags=-g --link='-Wl,--compress-debug-sections=zlib' --expect 'ok 5'

#include <math.h>
#include <stdio.h>

static int helper(int x) { return x + 1; }

int main(void) {
  printf("ok %d\n", helper(4));
  return 0;
}
