/* memory.c - the memory functions of our own libraries.
 *
 * Programs define memcpy or strlen themselves, sometimes to prove that it is not called. The
 * compiler inside their process must not call theirs. */
#include <emmintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t __attribute__((may_alias, aligned(1))) word64;
typedef uint32_t __attribute__((may_alias, aligned(1))) word32;
typedef uint16_t __attribute__((may_alias, aligned(1))) word16;

static __m128i load(const void *from) { return _mm_loadu_si128((const __m128i *)from); }
static void store(void *to, __m128i value) { _mm_storeu_si128((__m128i *)to, value); }

void *memmove(void *to, const void *from, size_t size) {
  char *t = to;
  const char *f = from;
  /* All loads of a small copy happen before its stores, so overlap does not matter. */
  if (size <= 16) {
    if (size >= 8) {
      word64 a = *(const word64 *)f, b = *(const word64 *)(f + size - 8);
      *(word64 *)t = a;
      *(word64 *)(t + size - 8) = b;
    } else if (size >= 4) {
      word32 a = *(const word32 *)f, b = *(const word32 *)(f + size - 4);
      *(word32 *)t = a;
      *(word32 *)(t + size - 4) = b;
    } else if (size >= 2) {
      word16 a = *(const word16 *)f, b = *(const word16 *)(f + size - 2);
      *(word16 *)t = a;
      *(word16 *)(t + size - 2) = b;
    } else if (size) {
      *t = *f;
    }
    return to;
  }
  if (size <= 64) {
    __m128i a = load(f), b = load(f + size - 16);
    if (size > 32) {
      __m128i c = load(f + 16), d = load(f + size - 32);
      store(t + 16, c);
      store(t + size - 32, d);
    }
    store(t, a);
    store(t + size - 16, b);
    return to;
  }
  if ((uintptr_t)t - (uintptr_t)f >= size) { /* forward is safe */
    if (size >= 1024) {
      void *d = t;
      __asm__ volatile("rep movsb" : "+D"(d), "+S"(f), "+c"(size) : : "memory");
      return to;
    }
    __m128i tail = load(f + size - 16);
    size_t i = 0;
    for (; i + 16 < size; i += 16)
      store(t + i, load(f + i));
    store(t + size - 16, tail);
  } else {
    __m128i head = load(f);
    for (size_t i = size; i > 16; i -= 16)
      store(t + i - 16, load(f + i - 16));
    store(t, head);
  }
  return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  return memmove(to, from, size);
}

void *memset(void *to, int byte, size_t size) {
  char *t = to;
  if (size >= 512) {
    void *d = t;
    __asm__ volatile("rep stosb" : "+D"(d), "+c"(size) : "a"(byte) : "memory");
    return to;
  }
  if (size >= 16) {
    __m128i value = _mm_set1_epi8((char)byte);
    for (size_t i = 0; i + 16 < size; i += 16)
      store(t + i, value);
    store(t + size - 16, value);
    return to;
  }
  for (size_t i = 0; i < size; ++i)
    ((volatile char *)t)[i] = (char)byte;
  return to;
}

int memcmp(const void *left, const void *right, size_t size) {
  const uint8_t *a = left, *b = right;
  for (; size >= 16; size -= 16, a += 16, b += 16) {
    unsigned equal = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(load(a), load(b)));
    if (equal != 0xffff) {
      unsigned at = (unsigned)__builtin_ctz(~equal);
      return a[at] - b[at];
    }
  }
  for (; size; --size, ++a, ++b)
    if (*a != *b)
      return *a - *b;
  return 0;
}

int bcmp(const void *left, const void *right, size_t size) { return memcmp(left, right, size); }

size_t strlen(const char *text) {
  /* Aligned loads never leave the page that the text is on. */
  const char *at = (const char *)((uintptr_t)text & ~(uintptr_t)15);
  __m128i zero = _mm_setzero_si128();
  unsigned found =
      (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128((const __m128i *)at), zero)) >>
      (text - at);
  if (found)
    return (size_t)__builtin_ctz(found);
  for (;;) {
    at += 16;
    found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128((const __m128i *)at), zero));
    if (found)
      return (size_t)(at - text) + (size_t)__builtin_ctz(found);
  }
}
