/* environment.c - the C library's getenv, which a program may define, for this client alone. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **__environ;

char *getenv(const char *name) {
  size_t length = strlen(name);
  for (char **at = __environ; at && *at; ++at)
    if (strncmp(*at, name, length) == 0 && (*at)[length] == '=')
      return *at + length + 1;
  return NULL;
}
