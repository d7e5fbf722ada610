// Strong, weak and internal aliases of functions and data, and aliases with another visibility.
// RUN: %same %s --expect '3 3 3 9 9 equal 1'
// RUN: %same %s --flags='-fPIC' --link='-Wl,-z,now' --expect '3 3 3 9 9 equal 1'

#include <stdio.h>

int original(int x) { return x + 2; }

int strong_alias(int) __attribute__((alias("original")));
int weak_alias(int) __attribute__((weak, alias("original")));
static int internal_alias(int) __attribute__((alias("original")));
int data = 9;
extern int data_alias __attribute__((alias("data")));
extern int hidden_alias __attribute__((alias("data"), visibility("hidden")));

int main(void) {
  int sums[] = {strong_alias(1), weak_alias(1), internal_alias(1), data_alias, hidden_alias};
  data_alias++;
  void *volatile first = (void *)strong_alias, *volatile second = (void *)original;
  printf("%d %d %d %d %d equal %d\n", sums[0], sums[1], sums[2], sums[3], sums[4],
         first == second && data == hidden_alias);
  return data - 10;
}
