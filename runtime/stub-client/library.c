/* library.c - functions that code generation introduced: memcpy, _Unwind_Resume, 128-bit division. */
#include "client.h"

#include <string.h>

void *library_function(const char *name, const void *near) {
  static struct known {
    struct known *next;
    const char *name;
    void *address;
  } *known;
  for (struct known *one = known; one; one = one->next)
    if (strcmp(one->name, name) == 0)
      return one->address;
  void *address = autojit_find_library_function(name, near);
  if (!address)
    stop_format("compiled code needs the function %s, and no library of this process has it; link the "
                "library that has it",
                name);
  struct known *one = arena_take(sizeof *one);
  one->name = arena_copy(name, strlen(name));
  one->address = address;
  one->next = known;
  known = one;
  return address;
}
