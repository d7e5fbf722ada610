/* runtime/stub-client/image_file.c. Input: an image. Its hash is made right again before it is read. */
#include "signed.h"

#include <stdlib.h>

/* What key.c and text.c ask of the rest of the client. */
double autojit_clock(void) { return 0; }
const struct settings *settings_get(void) {
  static const struct settings settings = {.debug_level = 1}; /* as the seeds were made */
  return &settings;
}
int remote_stamp(uint64_t *llvm_size, uint64_t *llvm_time) {
  *llvm_size = *llvm_time = 0;
  return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
  (void)seed;
  return mutate_and_sign(data, size, room, "AJIMAGE");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct image_file file;
  struct key key;
  uint8_t hash[16] = {0};
  if (size >= FOOTER)
    memcpy(hash, data + size - FOOTER, sizeof hash);
  key_make(&key, 1, 2);
  if (image_file_parse(&file, data, size, hash, &key, 0) != IMAGE_SOUND)
    return 0;
  unsigned sum = 0;
  for (uint32_t i = 0; i < file.function_count; ++i)
    sum += (unsigned)file.functions[i].address;
  for (uint32_t i = 0; i < file.binding_count; ++i) {
    const struct image_binding *binding = &file.bindings[i];
    sum += (unsigned)binding->address;
    if (binding->kind == BINDING_LIBRARY)
      sum += (unsigned)strlen(file.names + binding->index);
    if (binding->address % 8 != 0 || binding->kind > BINDING_ACCESS_LOSS)
      abort();
  }
  for (uint32_t i = 0; i < file.key_length; ++i)
    sum += (unsigned)file.key[i];
  return sum == 0xffffffff ? -1 : 0;
}
