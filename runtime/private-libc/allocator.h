/* allocator.h - the allocator of our own libraries; see allocator.c. The C library's contracts. */
#ifndef AUTOJIT_ALLOCATOR_H
#define AUTOJIT_ALLOCATOR_H

#include <stddef.h>

void *malloc(size_t size);
void free(void *pointer);
void *calloc(size_t count, size_t size);
void *realloc(void *pointer, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void **pointer, size_t alignment, size_t size);

/* From now on several threads at a time may use it. */
void autojit_heap_waits(void);

/* From now on memory is taken from the kernel in large pieces: all of it will be written to. */
void autojit_heap_grows_fast(void);

/* populate.c: whole pages from the one that `from` is in to the one that `to` is in, which is left out; and this library's
 * variables that begin as 0. */
void autojit_populate(void *from, void *to);
void autojit_populate_variables(void);

/* Bytes handed out and not given back, for tests of leaks. Exact while one thread is at work. */
size_t autojit_heap_in_use(void);

#endif
