/* arena.c - memory of the client's own: the program's heap may be lazy itself. */
#include "client.h"

#include <string.h>
#include <sys/mman.h>

enum { CHUNK = 64 << 10 };

void *pages_take(size_t size) {
  void *memory =
      mmap(NULL, size ? size : 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

void pages_return(void *memory, size_t size) {
  if (memory)
    munmap(memory, size ? size : 1);
}

void *arena_take(size_t size) {
  static char *unused;
  static size_t left;
  size = (size + 15) & ~(size_t)15;
  if (size > left) {
    size_t wanted = size > CHUNK ? size : CHUNK;
    char *memory = pages_take(wanted);
    if (!memory)
      stop_format("no memory is left for compiled code; raise the limit (ulimit -v)");
    if (wanted > CHUNK)
      return memory;
    unused = memory;
    left = wanted;
  }
  void *taken = unused;
  unused += size;
  left -= size;
  return taken;
}

const char *arena_copy(const char *text, size_t length) {
  char *copy = arena_take(length + 1);
  memcpy(copy, text, length);
  return copy;
}
