/* thunks.c - stubs made at run time, for calls between units (x86-64).
 *
 * The first come from a pool that is part of the library, for debuggers. Of the others a page of code is
 * followed by a page of data at the same spacing, so that every slot has the same text. The code page
 * is writable only while it is filled. */
#include "native.h"
#include "thunk_pool.h"

#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096, SLOT = 32, SLOTS = PAGE / SLOT };

struct slot {
  struct autojit_descriptor descriptor;
  void (*resolve)(void);
  uint64_t unused;
};
_Static_assert(sizeof(struct slot) == SLOT, "a data slot and a code slot have the same size");

/* From the end of an instruction to a byte of the data slot one page on. */
#define DISTANCE(end, byte)                                                                          \
  (PAGE + (int)(byte) - (end)) & 255, (PAGE + (int)(byte) - (end)) >> 8, 0, 0

/* The same text as a stub and its lazy entry, see autojit_abi.h. */
static const uint8_t text[] = {
    0xff, 0x25, DISTANCE(6, 0),                               /*  0: jmpq *descriptor.target(%rip) */
    0x41, 0x53,                                               /*  6: pushq %r11 */
    0x4c, 0x8d, 0x1d, DISTANCE(15, 0),                        /*  8: leaq descriptor(%rip), %r11 */
    0xff, 0x25, DISTANCE(21, offsetof(struct slot, resolve)), /* 15: jmpq *resolve(%rip) */
};

/* thunk_pool.S */
extern uint8_t autojit_pool_thunks[AUTOJIT_POOL_THUNKS][AUTOJIT_POOL_THUNK_SIZE];
extern struct autojit_descriptor autojit_pool_descriptors[AUTOJIT_POOL_THUNKS];

static uint32_t used_of_pool;
static uint8_t *page;
static uint32_t used = SLOTS;

static int new_page(void) {
  uint8_t *memory =
      mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    return 0;
  for (int i = 0; i < SLOTS; ++i)
    memcpy(memory + i * SLOT, text, sizeof text);
  if (mprotect(memory, PAGE, PROT_READ | PROT_EXEC) != 0) {
    munmap(memory, 2 * PAGE);
    return 0;
  }
  page = memory;
  used = 0;
  return 1;
}

static void *make_thunk(uint8_t *code, struct autojit_descriptor *descriptor, uint32_t function) {
  descriptor->target = code + AUTOJIT_THUNK_LAZY_ENTRY;
  descriptor->module = 0;
  descriptor->function = function;
  return code;
}

void *autojit_new_thunk(uint32_t function, struct autojit_descriptor **descriptor) {
  if (used_of_pool < AUTOJIT_POOL_THUNKS) {
    uint32_t i = used_of_pool++;
    *descriptor = &autojit_pool_descriptors[i];
    return make_thunk(autojit_pool_thunks[i], *descriptor, function);
  }
  if (used == SLOTS && !new_page())
    return NULL;
  uint8_t *code = page + used * SLOT;
  struct slot *data = (struct slot *)(code + PAGE);
  ++used;
  data->resolve = __autojit_resolve;
  *descriptor = &data->descriptor;
  return make_thunk(code, *descriptor, function);
}
