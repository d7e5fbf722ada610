// A program with its own malloc, calloc, realloc and free, that refuses to be entered twice.
// RUN: %same %s --flags='-fno-builtin -pthread' --link=-pthread --expect 'allocated 1 nested 0 value 55'

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
static _Alignas(16) char heap[64 << 20];
static size_t used;
static int calls, nested;
static _Thread_local int inside;

static void *take(size_t size) {
  size_t start = __atomic_fetch_add(&used, (size + 31) & ~(size_t)15, __ATOMIC_RELAXED);
  *(size_t *)(heap + start) = size;
  return start + size + 32 > sizeof heap ? NULL : heap + start + 16;
}

void *malloc(size_t size) {
  if (inside++)
    nested++;
  calls++;
  void *result = take(size);
  inside--;
  return result;
}

void free(void *pointer) { (void)pointer; }

void *calloc(size_t count, size_t size) { return malloc(count * size); }

void *realloc(void *old, size_t size) {
  void *result = malloc(size);
  if (old && result)
    memcpy(result, old, ((size_t *)old)[-2] < size ? ((size_t *)old)[-2] : size);
  return result;
}

void *memalign(size_t alignment, size_t size) {
  size_t start = (size_t)malloc(size + alignment);
  return (void *)((start + alignment - 1) & ~(alignment - 1));
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **out, size_t alignment, size_t size) {
  *out = memalign(alignment, size);
  return *out ? 0 : ENOMEM;
}

static int sum(int *values, int count) {
  int s = 0;
  for (int i = 0; i < count; i++)
    s += values[i];
  return s;
}

static int use(void) {
  int *values = malloc(10 * sizeof *values);
  for (int i = 0; i < 10; i++)
    values[i] = i + 1;
  values = realloc(values, 400);
  int result = sum(values, 10);
  free(values);
  return result;
}

int main(void) {
  int value = use();
  printf("allocated %d nested %d value %d\n", calls > 0, nested, value);
  return 0;
}
