// Recursion as deep as the optimised program's: calls in tail position that need no stack, also through pointers, and
// frames that fit into a small stack only because they are small.
// RUN: %same %s --levels=2 --flags=-pthread --expect '1 20 8930635425138343320'
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static int odd(unsigned n, int *p);
__attribute__((noinline)) static int even(unsigned n, int *p) { return n ? odd(n - 1, p) : *p; }
static int odd(unsigned n, int *p) { return n ? even(n - 1, p) : !*p; }

typedef int (*step)(unsigned, const void *);
static int a(unsigned n, const void *t) { return n ? ((step *)t)[n % 3](n - 1, t) : 10; }
static int b(unsigned n, const void *t) { return n ? ((step *)t)[n % 3](n - 1, t) : 20; }
static int c(unsigned n, const void *t) { return n ? ((step *)t)[n % 3](n - 1, t) : 30; }
static const step table[] = {a, b, c};

struct node {
  struct node *next;
  int value;
};
__attribute__((noinline)) static long sum(struct node *n) {
  if (!n)
    return 0;
  long rest = sum(n->next);
  return rest * 3 + n->value;
}
static struct node *list(int length) {
  struct node *first = NULL;
  for (int i = 0; i < length; i++) {
    struct node *n = malloc(sizeof *n);
    n->next = first;
    n->value = i;
    first = n;
  }
  return first;
}

static void *run(void *unused) {
  (void)unused;
  int one = 1;
  printf("%d %d %ld\n", even(5000000, &one), a(5000000, table), sum(list(1200)));
  return NULL;
}

int main(void) {
  run(NULL);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 65536);
  pthread_t thread;
  pthread_create(&thread, &attributes, run, NULL);
  pthread_join(thread, NULL);
  printf("%ld\n", sum(list(150000)));
  return 0;
}
