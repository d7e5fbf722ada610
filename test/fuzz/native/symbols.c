/* runtime/native/symbols.c. Input: 8 bytes of address, then the file. Seeds: programs. */
#include "native.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint64_t wanted = 0;
  if (size < sizeof wanted)
    return 0;
  memcpy(&wanted, data, sizeof wanted);
  char name[16];
  int length = autojit_find_symbol(data + sizeof wanted, size - sizeof wanted, wanted & 0xffff, name, sizeof name);
  if (length < 0 || length > (int)sizeof name)
    abort();
  return 0;
}
