/* copies.c - the string functions that write, of our own libraries; see memory.c for why there are any. Apart from
 * strings.c, for the client of autojitd needs none of them. */
#include <stddef.h>
#include <string.h>

char *strncpy(char *restrict to, const char *restrict from, size_t size) {
  size_t length = strnlen(from, size);
  memcpy(to, from, length);
  memset(to + length, 0, size - length);
  return to;
}

char *strcpy(char *restrict to, const char *restrict from) {
  return memcpy(to, from, strlen(from) + 1);
}

char *strcat(char *restrict to, const char *restrict from) {
  strcpy(to + strlen(to), from);
  return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t size) {
  size_t length = strnlen(from, size);
  char *end = to + strlen(to);
  memcpy(end, from, length);
  end[length] = '\0';
  return to;
}
