// Functions compiled for other processors than the rest of their unit.
// RUN: %same %s --expect 'sums 120 120 120'
// REQUIRES: avx2

#include <immintrin.h>
#include <stdio.h>

static int plain(const int *values) {
  int s = 0;
  for (int i = 0; i < 16; i++)
    s += values[i];
  return s;
}

__attribute__((target("avx2"))) static int with_avx2(const int *values) {
  __m256i sum =
      _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)values), _mm256_loadu_si256((const __m256i *)(values + 8)));
  int lanes[8];
  _mm256_storeu_si256((__m256i *)lanes, sum);
  return lanes[0] + lanes[1] + lanes[2] + lanes[3] + lanes[4] + lanes[5] + lanes[6] + lanes[7];
}

__attribute__((target("sse4.2,popcnt"), optnone)) static int with_sse(const int *values) {
  return plain(values) + (int)_mm_crc32_u32(0, 0) * 0;
}

int main(void) {
  int values[16];
  for (int i = 0; i < 16; i++)
    values[i] = i;
  printf("sums %d %d %d\n", plain(values), with_avx2(values), with_sse(values));
  return 0;
}
