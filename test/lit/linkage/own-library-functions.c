// A program with library functions of its own: how often they are called is the optimiser's doing, as it is ahead of time.
// RUN: %same %s %S/Inputs/own-library-functions.c --flags=-Wno-incompatible-library-redeclaration --expect 'replaced 5 hello'
#include <stdio.h>
#include <string.h>

int calls_so_far(void);
static const char *volatile text = "hello";

__attribute__((noinline)) static size_t known(void) { return strlen("hello"); }
__attribute__((noinline)) static const char *copied(char *to) { return strcpy(to, "hello"); }

int main(void) {
  char buffer[8];
  size_t length = known();
  const char *copy = copied(buffer);
  printf("%d calls\n", calls_so_far());
  printf("replaced %zu %s\n", length, copy);
  return text[0] != copy[0];
}
