/* vector_state.c - how this processor saves its vector registers.
 *
 * Compiled without vector instructions: it runs before the registers are saved. Not a constructor,
 * because stubs may be called before constructors have run. */
#include "native.h"

#include <cpuid.h>

uint32_t autojit_vector_save;
uint32_t autojit_vector_mask;

/* x87, SSE, AVX and the three AVX-512 parts. Tile registers are call-clobbered by definition. */
#define ARGUMENT_STATE 0xe7u

uint32_t autojit_detect_vector_state(void) {
  uint32_t a, b, c, d, save = 3;
  if (__get_cpuid(1, &a, &b, &c, &d) && (c & bit_OSXSAVE)) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    autojit_vector_mask = low & ARGUMENT_STATE;
    save = 2;
    if (__get_cpuid_count(0xd, 1, &a, &b, &c, &d) && (a & 2))
      save = 1;
  }
  __atomic_store_n(&autojit_vector_save, save, __ATOMIC_RELEASE);
  return save;
}
