/* text.c - lines and paths, without the C library's formatting. */
#include "client.h"

#include <string.h>

void text_start(struct text *text, const char *begin) {
  text->length = 0;
  text->cut = 0;
  text->data[0] = '\0';
  text_add(text, begin);
}

void text_add_bytes(struct text *text, const char *part, uint32_t length) {
  if (length >= sizeof text->data - text->length) {
    text->cut = 1;
    length = (uint32_t)sizeof text->data - text->length - 1;
  }
  memcpy(text->data + text->length, part, length);
  text->length += length;
  text->data[text->length] = '\0';
}

void text_add(struct text *text, const char *part) {
  text_add_bytes(text, part, (uint32_t)strlen(part));
}

const char *text_start_directory(struct text *text, const char *path) {
  const char *slash = strrchr(path, '/');
  text_start(text, "");
  if (slash)
    text_add_bytes(text, path, (uint32_t)(slash - path));
  return slash;
}

int text_store(char *to, const struct text *text) {
  if (text->cut || text->length >= PATH_SIZE)
    return 0;
  memcpy(to, text->data, text->length + 1);
  return 1;
}

void text_add_number(struct text *text, uint64_t number) {
  char digits[20];
  uint32_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  text_add_bytes(text, digits + at, (uint32_t)sizeof digits - at);
}

void text_add_hex(struct text *text, const uint8_t *bytes, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    text_add_bytes(text, &"0123456789abcdef"[bytes[i] >> 4], 1);
    text_add_bytes(text, &"0123456789abcdef"[bytes[i] & 15], 1);
  }
}

void text_add_time(struct text *text, double milliseconds) {
  uint64_t hundredths = (uint64_t)(milliseconds * 100 + 0.5);
  text_add_number(text, hundredths / 100);
  text_add_bytes(text, ".", 1);
  text_add_number(text, hundredths / 10 % 10);
  text_add_number(text, hundredths % 10);
}

void text_add_since(struct text *text, double start) {
  text_add(text, " (");
  text_add_time(text, autojit_clock() - start);
  text_add(text, " ms)");
}
