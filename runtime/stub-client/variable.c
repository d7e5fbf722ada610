/* variable.c - an environment variable that says something. */
#include "client.h"

const char *variable_of(const char *name) {
  const char *value = autojit_variable(name);
  return value && value[0] ? value : NULL;
}
