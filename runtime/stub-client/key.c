/* key.c - what an image must have been made with.
 *
 * The compiler is the one of the installation that this program would start a daemon from. If there
 * is none, the daemon that answers knows; and if none answers, there is nothing that would make an
 * image stale. */
#include "client.h"

#include <string.h>

static const char prefix[] = KEY_PREFIX;
static const char *const levels[] = {" debug=None", " debug=Lines", " debug=Full"};

void key_make(struct key *key, uint64_t llvm_size, uint64_t llvm_time) {
  key_make_of(key, llvm_size, llvm_time, levels[settings_get()->debug_level]);
}

int key_wanted(struct key *key) {
  static uint64_t size, time;
  static int known; /* 0 not asked, 1 yes, 2 no */
  const struct settings *settings = settings_get();
  if (!known) {
    size = settings->llvm_size;
    time = settings->llvm_time;
    known = size || remote_stamp(&size, &time) ? 1 : 2;
  }
  key_make(key, size, time);
  return known == 1;
}

int key_fits(const struct key *wanted, int exact, const char *text, uint32_t length) {
  if (exact)
    return length == wanted->length && memcmp(text, wanted->text, length) == 0;
  const char *level = levels[settings_get()->debug_level];
  uint32_t end = (uint32_t)strlen(level);
  return length > sizeof prefix - 1 + end && memcmp(text, prefix, sizeof prefix - 1) == 0 &&
         memcmp(text + length - end, level, end) == 0;
}
