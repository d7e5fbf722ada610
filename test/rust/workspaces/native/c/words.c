#include <ctype.h>
#include <stddef.h>

typedef void (*visitor)(void *context, const char *word, size_t length);

size_t count_words(const char *text, visitor visit, void *context) {
  size_t count = 0;
  while (*text) {
    while (*text && !isalpha((unsigned char)*text)) text++;
    const char *start = text;
    while (isalpha((unsigned char)*text)) text++;
    if (text != start) {
      visit(context, start, (size_t)(text - start));
      count++;
    }
  }
  return count;
}
