/* arena.c - memory of the client's own: the program's heap may be lazy itself. */
#include "client.h"

#include <string.h>

enum { CHUNK = 64 << 10 };

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

void *arena_grow(const void *array, uint32_t count, uint32_t room, size_t size) {
  void *larger = arena_take(room * size);
  if (count)
    memcpy(larger, array, count * size);
  return larger;
}

const char *arena_copy(const char *text, size_t length) {
  char *copy = arena_take(length + 1);
  memcpy(copy, text, length);
  return copy;
}
