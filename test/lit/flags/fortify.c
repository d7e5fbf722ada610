// _FORTIFY_SOURCE: the checked wrappers are always_inline bodies of the headers.
// RUN: %same %s --levels 2 --flags='-D_FORTIFY_SOURCE=2' --exit SIGABRT

#include <stdio.h>
#include <string.h>
static char small[8];

static void fill(const char *text) { strcpy(small, text); }

int main(void) {
  fill("short");
  puts(small);
  fflush(stdout);
  fill("much longer than eight");
  return 0;
}
