// 512-bit vectors and mask registers as arguments and results of first calls.
// RUN: %same %s --flags='-mavx512f -mprefer-vector-width=512' --expect 'sums 44 140 mask 165'
// REQUIRES: avx512f

#include <immintrin.h>
#include <stdio.h>
typedef __m512i (*add_t)(__m512i, __m512i, __mmask16);

__attribute__((noinline)) static __m512i add(__m512i a, __m512i b, __mmask16 mask) {
  return _mm512_mask_add_epi32(a, mask, a, b);
}

__attribute__((noinline)) static __m512i nine(__m512i a, __m512i b, __m512i c, __m512i d, __m512i e, __m512i f,
                                              __m512i g, __m512i h, __m512i i) {
  return a + b + c + d + e + f + g + h + i;
}

__attribute__((noinline)) static __mmask16 mask_of(__m512i a, __m512i b) { return _mm512_cmpgt_epi32_mask(a, b); }

int main(void) {
  add_t volatile f = add;
  int first = _mm512_reduce_add_epi32(f(_mm512_set1_epi32(1), _mm512_set1_epi32(7), 0x000f));
  __m512i v[9];
  for (int i = 0; i < 9; i++)
    v[i] = _mm512_set1_epi64(i == 8 ? 104 : i + 1);
  long lanes[8];
  _mm512_storeu_si512(lanes, nine(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]));
  int values[16] = {5, 0, 5, 0, 0, 5, 0, 5};
  printf("sums %d %ld mask %d\n", first, lanes[7], mask_of(_mm512_loadu_si512(values), _mm512_set1_epi32(1)));
  return 0;
}
