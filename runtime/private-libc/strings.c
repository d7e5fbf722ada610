/* strings.c - the string functions of our own libraries; see memory.c for why there are any. They are
 * not on hot paths: simple beats fast here. */
#include <stddef.h>
#include <string.h>

void *memchr(const void *memory, int byte, size_t size) {
  const unsigned char *at = memory;
  for (; size; --size, ++at)
    if (*at == (unsigned char)byte)
      return (void *)at;
  return NULL;
}

size_t strnlen(const char *text, size_t size) {
  size_t length = 0;
  while (length < size && text[length])
    ++length;
  return length;
}

char *strchr(const char *text, int byte) {
  for (;; ++text) {
    if (*text == (char)byte)
      return (char *)text;
    if (!*text)
      return NULL;
  }
}

char *strrchr(const char *text, int byte) {
  const char *last = NULL;
  for (;; ++text) {
    if (*text == (char)byte)
      last = text;
    if (!*text)
      return (char *)last;
  }
}

int strncmp(const char *left, const char *right, size_t size) {
  for (; size; --size, ++left, ++right)
    if (*left != *right || !*left)
      return (unsigned char)*left - (unsigned char)*right;
  return 0;
}

int strcmp(const char *left, const char *right) { return strncmp(left, right, (size_t)-1); }

static int lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : (unsigned char)byte;
}

int strcasecmp(const char *left, const char *right) {
  for (; lower(*left) == lower(*right); ++left, ++right)
    if (!*left)
      return 0;
  return lower(*left) - lower(*right);
}

char *strstr(const char *text, const char *part) {
  size_t length = strlen(part);
  for (;; ++text) {
    if (strncmp(text, part, length) == 0)
      return (char *)text;
    if (!*text)
      return NULL;
  }
}
