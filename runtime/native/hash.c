/* hash.c - XXH3-128, by the library that defines it. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "native.h"

#include <string.h>

void autojit_xxh3_128(const void *data, size_t size, uint8_t hash[16]) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(data, size));
  memcpy(hash, canonical.digest, sizeof canonical.digest);
}
