/* hot.c - a body of the first tier has been called or looped for some time (AUTOJIT_TIER). */
#include "native.h"

#include <sys/auxv.h>
#include <sys/resource.h>

enum {
  NO_LOOP = -1,
  RECURSIVE = -2,
  DEEP = 32 << 10,
  DEEPEST = 1 << 20,
  PART_OF_STACK = 16,
  ANOTHER_STACK = 64 << 20
};

struct request {
  struct autojit_heat *heat;
  int32_t loop;
  void *continuation;
};

/* RustJit.Native.Exports: like autojit_managed_resolve. */
void *autojit_managed_hot(struct autojit_heat *heat, int32_t loop);

/* Managed code does not start where system calls fail that it needs; and a better body would need files. */
static int is_in_vain(void) { return !autojit_is_managed_code_started() && autojit_is_filtered_since(); }

static void *ask(void *argument) {
  struct request *request = argument;
  if (is_in_vain()) {
    request->heat->calls = INT32_MAX;
    request->heat->iterations = INT32_MAX;
    return NULL;
  }
  autojit_start_managed_code();
  request->continuation = autojit_managed_hot(request->heat, request->loop);
  return NULL;
}

/* A thread inside may be compiling for long, and this one can go on without: it asks again later. */
static void *ask_if_free(struct autojit_heat *heat, int32_t loop) {
  struct request request = {heat, loop, NULL};
  autojit_run_if_free(ask, &request);
  return request.continuation;
}

/* The first thread has a large stack, mostly; of others nothing is known, without asking for it at length. */
static uintptr_t deep_at(uintptr_t here) {
  struct rlimit limit = {0, 0};
  uintptr_t used = getauxval(AT_EXECFN) - here; /* The kernel puts the program's name where that stack begins. */
  if (used >= ANOTHER_STACK || getrlimit(RLIMIT_STACK, &limit) != 0 || used >= limit.rlim_cur ||
      limit.rlim_cur / PART_OF_STACK < DEEP)
    return DEEP;
  return limit.rlim_cur / PART_OF_STACK < DEEPEST ? limit.rlim_cur / PART_OF_STACK : DEEPEST;
}

/* Frames of the first tier are larger than the programmer's stack was measured for, and calls in tail position have
 * one. So what is called ever deeper is recursion, and does not go on like this. */
static uintptr_t depth_at(struct autojit_heat *heat, uintptr_t now) {
  uintptr_t depth = (uintptr_t)heat->stack - now;
  if (depth <= ANOTHER_STACK)
    return depth;
  heat->stack = (void *)now; /* or less deep than ever */
  return 0;
}

static int has_more_calls(struct autojit_heat *heat) {
  if (heat->more_calls <= 0)
    return 0;
  heat->calls = heat->more_calls < AUTOJIT_CALLS_AT_ONCE ? heat->more_calls : AUTOJIT_CALLS_AT_ONCE;
  heat->more_calls -= heat->calls;
  return 1;
}

/* For trampoline.S: most often there is nothing to do but this. Vector registers belong to the call. */
int autojit_calls_left(struct autojit_heat *heat, uintptr_t stack);

__attribute__((target("general-regs-only"))) int autojit_calls_left(struct autojit_heat *heat, uintptr_t stack) {
  return depth_at(heat, stack) <= DEEP && has_more_calls(heat);
}

void __autojit_hot(struct autojit_heat *heat) {
  uintptr_t now = (uintptr_t)__builtin_frame_address(0);
  uintptr_t depth = depth_at(heat, now);
  int deeper = depth > DEEP && depth > deep_at(now);
  if (!deeper && has_more_calls(heat))
    return;
  heat->calls = AUTOJIT_CALLS_AT_ONCE; /* It asks again after as many calls as before, unless it is told otherwise. */
  heat->more_calls = heat->all_iterations / AUTOJIT_ITERATIONS_OF_CALL;
  ask_if_free(heat, deeper ? RECURSIVE : NO_LOOP);
}

void *__autojit_hot_loop(struct autojit_heat *heat, uint32_t loop) {
  heat->iterations = heat->all_iterations;
  return ask_if_free(heat, (int32_t)loop);
}
