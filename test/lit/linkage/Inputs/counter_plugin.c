// Counts, with memory from its own C library.
#include <stdlib.h>

static int total;

static int add(int x) { return total += x; }

int count(int x) {
  int *result = malloc(sizeof *result);
  *result = add(x);
  int copy = *result;
  free(result);
  return copy;
}
