/* key.c - what an image must have been made with: the text that CompilerOptions.BuildKey writes.
 *
 * The compiler is the one of the installation that this program would start a daemon from. If there
 * is none, the daemon that answers knows; and if none answers, there is nothing that would make an
 * image stale. */
#include "client.h"
#include "protocol.h"

#include <string.h>

#define TEXT_OF(NUMBER) #NUMBER
#define TEXT(MACRO) TEXT_OF(MACRO)
static const char prefix[] =
    "x86_64-elf image=" TEXT(PROTOCOL_IMAGE_VERSION) " module=" TEXT(PROTOCOL_MODULE_VERSION) " llvm=";
static const char *const levels[] = {" debug=None", " debug=Lines", " debug=Full"};

void key_make(struct key *key, uint64_t llvm_size, uint64_t llvm_time) {
  struct text text;
  text_start(&text, prefix);
  text_add_format(&text, "%lu-%lu%s", llvm_size, llvm_time, levels[settings_get()->debug_level]);
  memcpy(key->text, text.data, text.length);
  key->length = text.length;
  uint8_t hash[16];
  autojit_xxh3_128(text.data, text.length, hash);
  text_start(&text, "");
  text_add_hex(&text, hash, KEY_NAME / 2);
  memcpy(key->name, text.data, KEY_NAME + 1);
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
