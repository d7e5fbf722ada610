/* log.c - lines on stderr, each with one write. */
#include "client.h"

#include <stdlib.h>
#include <string.h>

int log_enabled(void) {
  static int enabled; /* 0 unknown, 1 off, 2 on */
  if (!enabled)
    enabled = 1 + settings_flag("AUTOJIT_DEBUG", 0);
  return enabled == 2;
}

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

__attribute__((format(printf, 1, 0))) static void log_list(const char *format, va_list values) {
  struct text text;
  text_start(&text, "");
  text_add_list(&text, format, values);
  log_line(&text);
}

void log_format(const char *format, ...) {
  va_list values;
  va_start(values, format);
  if (log_enabled())
    log_list(format, values);
  va_end(values);
}

void stop_format(const char *format, ...) {
  va_list values;
  va_start(values, format);
  log_list(format, values);
  abort();
}
