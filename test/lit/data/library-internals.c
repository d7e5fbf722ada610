// stdio, locale, time, qsort, bsearch, strings and maths answer the same.
// RUN: %same %s --link=-lm --expect 'sorted 1 3 5 9 found 5 text ABC pow 1024 time 1970-01-01 token a-b-c'

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static char *upper(char *text) {
  for (char *c = text; *c; c++)
    *c = toupper((unsigned char)*c);
  return text;
}

int main(void) {
  int values[] = {5, 1, 9, 3}, key = 5;
  char text[] = "abc", date[16], list[] = "a,b,c", joined[8] = "";
  qsort(values, 4, sizeof *values, compare);
  int *found = bsearch(&key, values, 4, sizeof *values, compare);
  time_t zero = 0;
  strftime(date, sizeof date, "%Y-%m-%d", gmtime(&zero));
  for (char *t = strtok(list, ","); t; t = strtok(NULL, ","))
    strcat(strcat(joined, *joined ? "-" : ""), t);
  printf("sorted %d %d %d %d found %d text %s pow %.0f time %s token %s\n", values[0], values[1], values[2], values[3],
         *found, upper(text), pow(2, 10), date, joined);
  return 0;
}
