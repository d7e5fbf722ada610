/* library_directory.c - where this library was loaded from. */
#include "native.h"

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <string.h>

/* Asked for in a constructor: later, under the guest lock, nothing may wait for the loader. */
__attribute__((constructor)) const char *autojit_library_directory(void) {
  static char directory[4096];
  if (directory[0])
    return directory;
  struct dl_find_object found; /* Not by dladdr(), which would look for a symbol, too. */
  const char *file = _dl_find_object((void *)(uintptr_t)__autojit_resolve, &found) == 0 ? found.dlfo_link_map->l_name : NULL;
  const char *slash = file ? strrchr(file, '/') : NULL;
  if (!slash)
    return NULL;
  size_t length = (size_t)(slash - file);
  if (file[0] == '/') {
    if (length >= sizeof directory)
      return NULL;
    memcpy(directory, file, length);
    directory[length] = '\0';
    return directory;
  }
  /* Found through a relative path; the program may have changed its directory since. The kernel
   * knows the file by its mapping. */
  FILE *maps = fopen("/proc/self/maps", "re");
  if (!maps)
    return NULL;
  char line[4400];
  uintptr_t self = (uintptr_t)__autojit_resolve;
  while (fgets(line, sizeof line, maps)) {
    unsigned long low, high;
    int at = 0;
    if (sscanf(line, "%lx-%lx %*s %*s %*s %*s %n", &low, &high, &at) >= 2 && self >= low &&
        self < high && line[at] == '/') {
      char *end = strrchr(line + at, '/');
      length = (size_t)(end - (line + at));
      if (length < sizeof directory) {
        memcpy(directory, line + at, length);
        directory[length] = '\0';
      }
      break;
    }
  }
  fclose(maps);
  return directory[0] ? directory : NULL;
}
