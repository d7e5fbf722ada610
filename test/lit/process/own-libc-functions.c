// A program that defines memmove, memcpy, memset, strlen, memcmp and bcmp itself, in plain loops.
// RUN: %same %s --flags='-fno-builtin' --expect 'moved bcdef length 5 compared 1 set zzz used 1'

#include <stddef.h>
#include <stdio.h>
static int uses;

static void copy_up(char *to, const char *from, size_t size) {
  while (size--)
    to[size] = from[size];
}

static void copy_down(char *to, const char *from, size_t size) {
  for (size_t i = 0; i < size; i++)
    to[i] = from[i];
}

void *memmove(void *to, const void *from, size_t size) {
  uses++;
  (to > from ? copy_up : copy_down)(to, from, size);
  return to;
}

void *memcpy(void *to, const void *from, size_t size) {
  uses++;
  copy_down(to, from, size);
  return to;
}

void *memset(void *to, int value, size_t size) {
  uses++;
  for (size_t i = 0; i < size; i++)
    ((volatile char *)to)[i] = value;
  return to;
}

size_t strlen(const char *text) {
  uses++;
  size_t n = 0;
  while (((volatile const char *)text)[n])
    n++;
  return n;
}

int memcmp(const void *a, const void *b, size_t size) {
  uses++;
  for (const unsigned char *x = a, *y = b; size--; x++, y++)
    if (*x != *y)
      return *x - *y;
  return 0;
}

int bcmp(const void *a, const void *b, size_t size) { return memcmp(a, b, size); }

struct big {
  char bytes[500];
};

static struct big make(void) {
  struct big b = {{1}};
  return b;
}

int main(void) {
  char text[16] = "abcdef", filled[4] = "";
  struct big one = make(), two = one;
  memmove(text, text + 1, 6);
  memset(filled, 'z', 3);
  printf("moved %s length %d compared %d set %s used %d\n", text, (int)strlen(text),
         memcmp(&one, &two, sizeof one) == 0, filled, uses > 3);
  return 0;
}
