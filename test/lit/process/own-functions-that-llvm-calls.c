// The program's own versions of library functions count their calls: LLVM's calls are not among them.
// RUN: %same %s --flags='-fno-builtin -Wno-format-security' --expect 'calls 2 sum 49'

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int calls;

#define COUNTED(name)                                                                              \
  void *name(void);                                                                                \
  void *name(void) {                                                                               \
    calls++;                                                                                       \
    return NULL;                                                                                   \
  }
// What LLVM's objects, built with _FORTIFY_SOURCE, refer to, and some that it needs when optimising.
COUNTED(__snprintf_chk)
COUNTED(__memcpy_chk)
COUNTED(pthread_once)
COUNTED(getrusage)

int vsnprintf(char *buffer, size_t size, const char *format, va_list list) {
  calls++;
  (void)list;
  strncpy(buffer, format, size);
  return (int)strlen(format);
}

int snprintf(char *buffer, size_t size, const char *format, ...) {
  calls++;
  strncpy(buffer, format, size);
  return (int)strlen(format);
}

static int sum(const char *text, int times) {
  int total = 0;
  for (int i = 0; i < times; i++)
    for (const char *p = text; *p; p++)
      total += *p == 'x' ? 7 : 0;
  return total;
}

static int length(const char *text) {
  char buffer[16];
  return snprintf(buffer, sizeof buffer, text);
}

int main(void) {
  int total = sum("axbxcx", 2) + sum("x", 1);
  length("one");
  length("two");
  printf("calls %d sum %d\n", calls, total);
  return 0;
}
