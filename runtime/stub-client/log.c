/* log.c - what AUTOJIT_DEBUG asks for. */
#include "client.h"

int log_enabled(void) {
  static int enabled; /* 0 unknown, 1 off, 2 on */
  if (!enabled)
    enabled = 1 + settings_flag("AUTOJIT_DEBUG", 0);
  return enabled == 2;
}

void log_format(const char *format, ...) {
  va_list values;
  va_start(values, format);
  if (log_enabled())
    log_list(format, values);
  va_end(values);
}
