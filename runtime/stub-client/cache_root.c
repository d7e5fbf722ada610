/* cache_root.c - where the cache is: the rules of CacheDirectory.cs. */
#include "client.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int find(struct text *path) {
  const char *value = variable_of("AUTOJIT_CACHE_DIR");
  text_start(path, "");
  if (value) {
    if (value[0] != '/') {
      char directory[PATH_SIZE];
      if (syscall(SYS_getcwd, directory, sizeof directory) <= 0)
        return 0;
      text_add_format(path, "%s/", directory);
    }
    text_add(path, value);
    while (path->length > 1 && path->data[path->length - 1] == '/')
      path->data[--path->length] = '\0';
    return 1;
  }
  value = variable_of("XDG_CACHE_HOME");
  if (value && value[0] == '/') {
    text_add_format(path, "%s/autojit", value);
    return 1;
  }
  value = variable_of("HOME");
  if (!value || value[0] != '/')
    return 0;
  text_add_format(path, "%s/.cache/autojit", value);
  return 1;
}

const char *cache_root(void) {
  static char root[PATH_SIZE];
  static int is_known;
  struct text path;
  if (!is_known) {
    is_known = 1;
    if (find(&path))
      text_store(root, &path);
  }
  return root[0] ? root : NULL;
}
