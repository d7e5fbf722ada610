#include <stdio.h>
#include <stdlib.h>

static const char *text(int n) { return n ? "library atexit" : "library destructor"; }

static void late(void) { puts(text(1)); }

void register_late(void) { atexit(late); }

__attribute__((destructor)) static void unload(void) {
  puts(text(0));
  fflush(stdout);
}
