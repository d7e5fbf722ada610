#include <immintrin.h>
__m512i lazy_identity(__m512i x);

int call_with_full_registers(void (*callback)(void)) {
  long lanes[8] = {1, 2, 3, 4, 5, 6, 7, 8}, out[8];
  callback();
  _mm512_storeu_si512(out, lazy_identity(_mm512_loadu_si512(lanes)));
  for (int i = 0; i < 8; i++)
    if (out[i] != lanes[i])
      return 0;
  return 1;
}
