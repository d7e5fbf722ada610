// ld's --wrap: calls of a symbol go to __wrap_, __real_ is the symbol itself.
// RUN: %same %s --link='-Wl,--wrap=puts,--wrap=malloc' --expect '[text]'

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int __real_puts(const char *text);
void *__real_malloc(size_t size);
int __wrap_puts(const char *text);
void *__wrap_malloc(size_t size);

static int allocations;

int __wrap_puts(const char *text) {
  printf("[%s]\n", text);
  return __real_puts(text);
}

void *__wrap_malloc(size_t size) {
  allocations++;
  return __real_malloc(size);
}

int main(void) {
  char *text = malloc(10);
  strcpy(text, "text");
  puts(text);
  free(text);
  printf("allocations %d\n", allocations);
  return 0;
}
