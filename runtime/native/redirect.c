/* redirect.c - a body that nobody has entered yet becomes a jump to a better one. */
#include "native.h"

#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

int autojit_redirect(void *body, void *better) {
  static const unsigned char jump[] = {0xff, 0x25, 0, 0, 0, 0}; /* jmpq *0(%rip), the address follows */
  uintptr_t begin = (uintptr_t)body & -(uintptr_t)PAGE;
  size_t size = (uintptr_t)body + sizeof jump + sizeof better - begin;
  if (mprotect((void *)begin, size, PROT_READ | PROT_WRITE) != 0)
    return 0;
  memcpy(body, jump, sizeof jump);
  memcpy((char *)body + sizeof jump, &better, sizeof better);
  return mprotect((void *)begin, size, PROT_READ | PROT_EXEC) == 0;
}
