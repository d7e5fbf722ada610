/* key_text.c - the text that CompilerOptions.BuildKey writes. */
#include "client.h"

#include <string.h>

void key_make_of(struct key *key, uint64_t llvm_size, uint64_t llvm_time, const char *rest) {
  struct text text;
  text_start(&text, KEY_PREFIX);
  text_add_format(&text, "%lu-%lu%s", llvm_size, llvm_time, rest);
  memcpy(key->text, text.data, text.length);
  key->length = text.length;
  uint8_t hash[16];
  autojit_xxh3_128(text.data, text.length, hash);
  text_start(&text, "");
  text_add_hex(&text, hash, KEY_NAME / 2);
  memcpy(key->name, text.data, KEY_NAME + 1);
}
