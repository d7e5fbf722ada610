/* Seeds: built with the plugin and run, for its object, module file, images and stored objects. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int table[3] = {1, 2, 3};

__attribute__((noinline)) static int sum(const int *values, int count) {
  int result = 0;
  for (int i = 0; i < count; ++i)
    result += values[i];
  return result;
}

int visible(int x) { return sum(table, 3) + x; }

int main(int argc, char **argv) {
  char text[16];
  memset(text, 'a' + argc, sizeof text - 1);
  text[sizeof text - 1] = 0;
  if (argc > 100 && seteuid(geteuid()))
    return 1;
  printf("%d %s %zu\n", visible(argc), text, strlen(argv[0]) > 0 ? strlen(text) : 0);
  return 0;
}
