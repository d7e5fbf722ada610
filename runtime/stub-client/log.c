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

void log_words(const char *first, const char *second, const char *third) {
  struct text text;
  text_start(&text, first);
  text_add(&text, second);
  text_add(&text, third);
  log_line(&text);
}

void stop(struct text *text) {
  log_line(text);
  abort();
}

void stop_words(const char *first, const char *second, const char *third) {
  log_words(first, second, third);
  abort();
}
