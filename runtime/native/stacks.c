/* stacks.c - helper stacks that resolvers run on.
 *
 * The caller may have 8 KB of signal stack left; LLVM at -O2 wants megabytes. A thread would be
 * visible to the program, a stack is not. One is enough unless a resolver waits inside dlopen. */
#include "native.h"

#include <string.h>
#include <sys/mman.h>

enum { GUARD = 4096, HEADER = 64 };
/* The client of the daemon, which does not compile, defines it smaller. */
#ifndef AUTOJIT_STACK_SIZE
#define AUTOJIT_STACK_SIZE (8u << 20)
#endif
static const size_t stack_size = AUTOJIT_STACK_SIZE;

static struct autojit_stack *unused;
__thread struct autojit_stack *autojit_current_stack __attribute__((tls_model("initial-exec")));

struct autojit_stack *autojit_take_stack(void) {
  if (unused) {
    struct autojit_stack *stack = unused;
    unused = stack->next;
    return stack;
  }
  /* Reserved, not committed: only touched pages count. A process close to its RLIMIT_AS gets less. */
  for (size_t size = stack_size; size >= stack_size / 8; size /= 2) {
    char *memory = mmap(NULL, size + GUARD, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED)
      continue;
    mprotect(memory, GUARD, PROT_NONE);
    /* The header sits at the top, above the first frame. */
    struct autojit_stack *stack = (struct autojit_stack *)(memory + GUARD + size - HEADER);
    stack->low = memory + GUARD;
    stack->size = size - HEADER;
    return stack;
  }
  return NULL;
}

void autojit_return_stack(struct autojit_stack *stack) {
  stack->next = unused;
  unused = stack;
}
