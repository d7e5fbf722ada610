/* pack_file.c - reads and checks packs: docs/cache-format.md, PackFile.cs. Format version 2. */
#include "warm.h"

#include <string.h>

enum { VERSION = 2, HEADER = 8, ENTRY = 24 };

static uint32_t u32(const uint8_t *at) {
  uint32_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

struct warm_image *warm_read_pack(struct code_file *code, const struct key *key) {
  if (code_file_check(code, "AJPACK\0", VERSION) != IMAGE_SOUND)
    return NULL;
  const uint8_t *metadata = code->metadata;
  uint64_t size = code->metadata_size, count = u32(metadata), key_length = u32(metadata + 4), entries = HEADER + count * ENTRY;
  if (entries + key_length > size || !warm_key_is(key, (const char *)metadata + entries, (uint32_t)key_length))
    return NULL;
  struct warm_image *images = NULL;
  for (uint64_t i = count; i-- > 0;) {
    const uint8_t *entry = metadata + HEADER + i * ENTRY;
    uint64_t offset = u32(entry + 16), length = u32(entry + 20);
    struct warm_image *image = arena_take(sizeof *image);
    if (offset % 8 != 0 || length < IMAGE_HEADER || offset + length > size ||
        !image_metadata_read(&image->file, code, metadata + offset, length))
      return NULL;
    image->hash = entry;
    image->next = images;
    images = image;
  }
  return images;
}
