/* runtime/warm-start/pack_file.c. Input: a pack. Its hash is made right again before it is read. */
#include "../../../runtime/warm-start/warm.h"
#include "signed.h"

#include <stdlib.h>

enum { ROOM = 1 << 20 };

static uint8_t memory[ROOM];
static size_t used;

void *arena_take(size_t size) {
  used = (used + 15) & ~(size_t)15;
  if (size > ROOM - used)
    abort(); /* A file of 64 KB says something of fewer modules than that. */
  void *taken = memset(memory + used, 0, size);
  used += size;
  return taken;
}

/* Any key will do: it is the pack's own. */
int warm_key_is(const struct key *key, const char *text, uint32_t length) {
  (void)key;
  uint8_t sum = 0;
  for (uint32_t i = 0; i < length; ++i)
    sum += (uint8_t)text[i];
  return sum < 255;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
  (void)seed;
  return mutate_and_sign(data, size, room, "AJPACK\0");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  /* As it is when it is mapped. */
  static _Alignas(4096) uint8_t file[1 << 16];
  if (size > sizeof file)
    return 0;
  memcpy(file, data, size);
  struct code_file code = {.data = file, .size = size};
  struct key key = {.length = 0};
  unsigned sum = 0;
  used = 0;
  for (struct warm_image *image = warm_read_pack(&code, &key); image; image = image->next) {
    for (uint32_t i = 0; i < image->file.function_count; ++i)
      sum += (unsigned)image->file.functions[i].address + image->file.functions[i].heat;
    for (uint32_t i = 0; i < image->file.binding_count; ++i) {
      const struct image_binding *binding = &image->file.bindings[i];
      if (binding->kind == BINDING_LIBRARY)
        sum += (unsigned)strlen(image->file.names + binding->index);
      if (binding->address % 8 != 0 || binding->kind > BINDING_ACCESS_LOSS)
        abort();
    }
    sum += image->hash[15];
  }
  return sum == 0xffffffff ? -1 : 0;
}
