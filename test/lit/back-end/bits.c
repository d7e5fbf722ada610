// Counting and turning bits, saturating, comparing: what has instructions, and what takes several.
// RUN: %same %s

#include <stdint.h>
#include <stdio.h>

static void of(uint64_t x) {
  uint8_t b = (uint8_t)x;
  uint16_t h = (uint16_t)x;
  uint32_t w = (uint32_t)x;
  printf("%d %d %d %d\n", __builtin_popcountg(b), __builtin_popcountg(h), __builtin_popcount(w), __builtin_popcountll(x));
  printf("%d %d %d %d\n", __builtin_clzg(b, 99), __builtin_clzg(h, 99), __builtin_clzg(w, 99), __builtin_clzg(x, 99));
  printf("%d %d %d %d\n", __builtin_ctzg(b, 99), __builtin_ctzg(h, 99), __builtin_ctzg(w, 99), __builtin_ctzg(x, 99));
  printf("%x %x %llx\n", __builtin_bswap16(h), __builtin_bswap32(w), (unsigned long long)__builtin_bswap64(x));
  printf("%x %x %llx\n", __builtin_rotateleft32(w, (unsigned)x & 31), __builtin_rotateright32(w, 7),
         (unsigned long long)__builtin_rotateleft64(x, x & 63));
  printf("%u %u %d %d\n", __builtin_elementwise_add_sat(w, w), __builtin_elementwise_sub_sat(w, 1000000u),
         __builtin_elementwise_add_sat((int32_t)w, (int32_t)w), __builtin_elementwise_sub_sat((int32_t)w, 1000000000));
  printf("%lld %lld\n", (long long)__builtin_elementwise_add_sat((int64_t)x, (int64_t)x),
         (long long)__builtin_elementwise_sub_sat((int64_t)x, INT64_MAX));
}

int main(void) {
  uint64_t x = 88172645463325252ull;
  of(0), of(1), of(~0ull), of(1ull << 63), of(0x8000), of(0x80000000);
  for (int i = 0; i < 40; ++i) {
    x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    of(x), of(x >> (i + 8));
  }
  return 0;
}
