/* enter.c - from the caller's world into ours: everything the program could notice is put aside. */
#include "native.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *resolve_on_helper_stack(void *descriptor) {
  return autojit_managed_resolve(descriptor);
}

static void *resolve(struct autojit_descriptor *descriptor) {
  /* A first call made while resolving another one is on a helper stack already. */
  if (autojit_current_stack)
    return autojit_managed_resolve(descriptor);
  struct autojit_stack *stack = autojit_take_stack();
  if (!stack) {
    static const char message[] =
        "[autojit] no address space is left for a compiler stack; raise the limit (ulimit -v)\n";
    (void)!write(2, message, sizeof message - 1);
    abort();
  }
  autojit_current_stack = stack;
  void *target =
      autojit_call_on_stack(resolve_on_helper_stack, descriptor, stack->low + stack->size);
  autojit_current_stack = NULL;
  autojit_return_stack(stack);
  return target;
}

void *autojit_enter(struct autojit_descriptor *descriptor) {
  int saved_errno = errno;
  /* By system call: pthread_sigmask leaves out the signals that glibc cancels threads and changes
   * user ids with, and their handlers must not run on a helper stack either. */
  uint64_t all = ~(uint64_t)0, previous;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &previous, sizeof all);
  int cancel_state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_state);
  autojit_guest_lock();

  void *target = resolve(descriptor);

  autojit_guest_unlock();
  pthread_setcancelstate(cancel_state, NULL);
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &previous, NULL, sizeof previous);
  errno = saved_errno;
  return target;
}
