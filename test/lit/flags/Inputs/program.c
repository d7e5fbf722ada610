/* The C counterpart: standard C89. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static int recurse(int n) { return n ? n + recurse(n - 1) : 0; }

static double mean(const int *values, int count) {
  double sum = 0;
  int i;
  for (i = 0; i < count; i++)
    sum += values[i];
  return sum / count;
}

int main(void) {
  const char *words[3];
  int values[4];
  words[0] = "lazy";
  words[1] = "be";
  words[2] = "and";
  values[0] = 1;
  values[1] = 2;
  values[2] = 3;
  values[3] = 4;
  qsort(words, 3, sizeof *words, compare);
  printf("words %s %s %s sum %d mean %.2f\n", words[0], words[1], words[2], recurse(20), mean(values, 4));
  return 0;
}
