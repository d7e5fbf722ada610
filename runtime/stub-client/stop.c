/* stop.c - lines on stderr, each with one write. */
#include "client.h"

#include <stdlib.h>
#include <string.h>

void log_line(struct text *text) {
  static const char prefix[] = "[autojit] ";
  enum { PREFIX = sizeof prefix - 1 };
  uint32_t length = text->length;
  if (length > sizeof text->data - PREFIX - 1)
    length = sizeof text->data - PREFIX - 1;
  memmove(text->data + PREFIX, text->data, length);
  memcpy(text->data, prefix, PREFIX);
  text->data[PREFIX + length] = '\n';
  autojit_write_error(text->data, PREFIX + length + 1);
}

void log_list(const char *format, va_list values) {
  struct text text;
  text_start(&text, "");
  text_add_list(&text, format, values);
  log_line(&text);
}

void stop_format(const char *format, ...) {
  va_list values;
  va_start(values, format);
  log_list(format, values);
  abort();
}
