/* hot.c - a body of the first tier has been called or looped for some time (AUTOJIT_TIER). */
#include "native.h"

enum {
  ITERATIONS_AT_ONCE = 10000,
  DEEP = 16 << 10,
  ANOTHER_STACK = 64 << 20
};

struct request {
  struct autojit_heat *heat;
  void *body;
};

/* RustJit.Native.Exports: like autojit_managed_resolve. */
void autojit_managed_hot(struct autojit_heat *heat, void *body);

static void *ask(void *argument) {
  struct request *request = argument;
  autojit_managed_hot(request->heat, request->body);
  return NULL;
}

/* Frames of the first tier are larger than the programmer's stack was measured for, and calls in tail position have
 * one. So what is called ever deeper is recursion, and does not go on like this. */
static int goes_deeper(struct autojit_heat *heat) {
  uintptr_t now = (uintptr_t)__builtin_frame_address(0);
  uintptr_t depth = (uintptr_t)heat->stack - now;
  if (depth > ANOTHER_STACK)
    heat->stack = (void *)now; /* or less deep than ever */
  else if (depth > DEEP)
    return 1;
  return 0;
}

void __autojit_hot(struct autojit_heat *heat, void *body) {
  if (heat->iterations >= 0 && !goes_deeper(heat) && heat->more_calls > 0) {
    heat->calls = heat->more_calls < AUTOJIT_CALLS_AT_ONCE ? heat->more_calls : AUTOJIT_CALLS_AT_ONCE;
    heat->more_calls -= heat->calls;
    return;
  }
  /* A thread inside may be compiling for long, and this one can go on without: it asks again later. */
  heat->calls = AUTOJIT_CALLS_AT_ONCE;
  heat->more_calls = 0;
  heat->iterations = ITERATIONS_AT_ONCE;
  struct request request = {heat, body};
  autojit_run_if_free(ask, &request);
}
