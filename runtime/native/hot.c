/* hot.c - a body of the first tier asks for a better one (AUTOJIT_TIER=1). */
#include "native.h"

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

void __autojit_hot(struct autojit_heat *heat, void *body) {
  /* A thread inside may be compiling for long, and this one can go on without: it asks again later. */
  heat->calls = heat->iterations = 10000;
  struct request request = {heat, body};
  autojit_run_if_free(ask, &request);
}
