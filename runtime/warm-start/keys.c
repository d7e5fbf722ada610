/* keys.c - which code of the cache a process may run that nobody has told anything: what Host.cs makes of that. */
#include "warm.h"

#include <string.h>
#include <unistd.h>

extern char **__environ;

/* Not even with what has no meaning here: managed code knows best. */
static int is_told_something(void) {
  static const char *const harmless[] = {"CACHE_DIR=/", "STORE=", "SOCKET_PATH=", "DAEMON_PATH="};
  for (char **at = __environ; at && *at; ++at) {
    if (strncmp(*at, "AUTOJIT_", 8) != 0)
      continue;
    uint32_t i = 0, count = sizeof harmless / sizeof *harmless;
    while (i < count && strncmp(*at + 8, harmless[i], strlen(harmless[i])) != 0)
      ++i;
    if (i == count)
      return 1;
  }
  return 0;
}

int warm_key_is(const struct key *key, const char *text, uint32_t length) {
  return key->length == length && memcmp(key->text, text, length) == 0;
}

uint32_t warm_keys(struct key keys[WARM_KEYS]) {
  int64_t *size = &warm_state.llvm_size, *modified = &warm_state.llvm_modified;
  struct text path;
  const char *directory = autojit_library_directory();
  if (is_told_something() || !directory || autojit_is_traced())
    return 0;
  text_start(&path, directory);
  text_add(&path, "/libautojit-llvm.so");
  if (path.cut || autojit_file_stamp(path.data, size, modified) != 0)
    return 0;
  /* CompilerOptions.BuildKey and Host.Version; TierUp.Optimized, RuntimeSettings.DefaultHotCalls. */
  key_make_of(&keys[0], (uint64_t)*size, (uint64_t)*modified, " debug=Lines");
  key_make_of(&keys[1], (uint64_t)*size, (uint64_t)*modified, " debug=Lines tier=3 calls=2000");
  return WARM_KEYS;
}
