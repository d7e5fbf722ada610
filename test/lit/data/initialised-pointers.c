// Data initialised with addresses of lazy functions, static data, parts of arrays, and strings.
// RUN: %same %s --expect 'call 5 element 30 string cde self 1 nested 8 shared literal 1'
// RUN: %same %s --flags=-fPIC --link='-Wl,-z,now -Wl,-z,relro' --levels 2 --expect 'call 5 element 30 string cde self 1 nested 8 shared literal 1'

#include <stdio.h>

static int add(int a, int b) { return a + b; }

static int numbers[] = {10, 20, 30};

struct node {
  struct node *next;
  int (*function)(int, int);
  int *element;
  const char *string;
};
static struct node list[] = {{&list[1], add, &numbers[2], &"abcde"[2]}, {&list[0], add, numbers + 1, 0}};
static struct node *const nested[] = {list, &list[1]};

const char *literal(void) { return "the same literal"; }

int main(void) {
  printf("call %d element %d string %s self %d nested %d shared literal %d\n", list[0].function(2, 3), *list[0].element,
         list[0].string, list[0].next->next == list, nested[1]->function(4, 4), literal() == literal());
  return 0;
}
