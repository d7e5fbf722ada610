// assert names the function, the file and the line of the source.
// RUN: %same %s --exit SIGABRT

#include <assert.h>

static void check(int x) { assert(x == 1 && "reason"); }

int main(void) {
  check(2);
  return 0;
}
