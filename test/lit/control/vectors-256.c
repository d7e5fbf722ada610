// 256-bit vectors as arguments and results of first calls.
// RUN: %same %s --flags='-mavx2' --expect 'sum 36.0 10 mixed 136.0'
// REQUIRES: avx2

#include <immintrin.h>
#include <stdio.h>
typedef __m256d (*combine_t)(__m256d, int, __m256d, __m256i);

__attribute__((noinline)) static __m256d combine(__m256d a, int scale, __m256d b, __m256i c) {
  __m256d wide = _mm256_set1_pd(_mm256_extract_epi64(c, 3));
  return _mm256_add_pd(_mm256_mul_pd(a, _mm256_set1_pd(scale)), _mm256_add_pd(b, wide));
}

__attribute__((noinline)) static __m256d nine(__m256d a, __m256d b, __m256d c, __m256d d, __m256d e, __m256d f,
                                              __m256d g, __m256d h, __m256d i) {
  return a + b + c + d + e + f + g + h + i; // the ninth is on the stack
}

int main(void) {
  combine_t volatile f = combine;
  double out[4];
  long lanes[4] = {0, 0, 0, 2};
  _mm256_storeu_pd(out, f(_mm256_set_pd(4, 3, 2, 1), 2, _mm256_set1_pd(2), _mm256_loadu_si256((const __m256i *)lanes)));
  double sum = out[0] + out[1] + out[2] + out[3];
  __m256d v[9];
  for (int i = 0; i < 9; i++)
    v[i] = _mm256_set1_pd(i == 8 ? 100 : i + 1);
  _mm256_storeu_pd(out, nine(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]));
  printf("sum %.1f %ld mixed %.1f\n", sum, (long)(lanes[3] * 5), out[3]);
  return 0;
}
