/* format.c - lines and paths from a pattern. Only %s and %lu: the compiler checks them as printf's. */
#include "client.h"

#include <string.h>

void text_add_list(struct text *text, const char *format, va_list values) {
  for (;;) {
    const char *end = format;
    while (*end && *end != '%')
      ++end;
    text_add_bytes(text, format, (uint32_t)(end - format));
    if (!*end)
      return;
    /* A pointer and a number are passed alike. */
    uintptr_t value = va_arg(values, uintptr_t);
    if (end[1] == 's') {
      text_add(text, (const char *)value);
      format = end + 2;
    } else {
      text_add_number(text, value);
      format = end + 3;
    }
  }
}

void text_add_format(struct text *text, const char *format, ...) {
  va_list values;
  va_start(values, format);
  text_add_list(text, format, values);
  va_end(values);
}
