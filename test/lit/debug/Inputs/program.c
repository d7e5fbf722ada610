// The program that the debuggers look at. Tests name its lines.
#include <stdio.h>
#include <string.h>

struct point { int x, y; const char *name; };

static int counter;

static int innermost(struct point *p, int factor) {
  int product = p->x * factor;
  counter += product;
  return product + p->y;             // line 12
}

int middle(int a, struct point p) {
  int local = a + 1;
  int result = innermost(&p, local); // line 17
  return result;
}

int called_last(const char *text) {
  return (int)strlen(text);          // line 22
}

int main(void) {
  struct point p = {3, 4, "corner"};
  int sum = middle(9, p);
  sum += called_last(p.name);
  printf("sum %d counter %d\n", sum, counter);
  return 0;
}
