/* enter.c - from the caller's world into ours: everything the program could notice is put aside. */
#include "native.h"
#ifndef AUTOJIT_STATIC_CLIENT
#include "../private-libc/allocator.h"
#endif

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

/* True once something was compiled. Otherwise nothing happens at exit: a warm process may have
 * forbidden itself all system calls but those that it needs. */
static int has_exit_work;

void autojit_ask_for_exit(void) { has_exit_work = 1; }

#ifndef AUTOJIT_STATIC_CLIENT
static int is_started;

int autojit_is_managed_code_started(void) { return is_started; }

void autojit_start_managed_code(void) {
  if (is_started)
    return;
  is_started = 1;
  autojit_populate_variables(); /* The descriptions of managed types are unpacked there. */
}

static void *resolve_on_helper_stack(void *descriptor) {
  void *target = autojit_resolve_warm(descriptor);
  if (target)
    return target;
  autojit_start_managed_code();
  return autojit_resolve_call(descriptor);
}
#else
static void *resolve_on_helper_stack(void *descriptor) { return autojit_resolve_call(descriptor); }
#endif

/* Runs function on a helper stack. A first call made while resolving another one is on one already.
 * Null when there is no memory for a stack. */
static void *run_on_helper_stack(void *(*function)(void *), void *argument) {
  if (autojit_current_stack)
    return function(argument);
  struct autojit_stack *stack = autojit_take_stack();
  if (!stack)
    return NULL;
  autojit_current_stack = stack;
  void *result = autojit_call_on_stack(function, argument, stack->low + stack->size);
  autojit_current_stack = NULL;
  autojit_return_stack(stack);
  return result;
}

/* The caller's world while we are in ours. */
struct put_aside {
  int error;
  int cancel_state;
  uint64_t signals, blocked_outside;
  void *loader_message;
};

#ifndef AUTOJIT_STATIC_CLIENT
/* By the innermost caller. */
static __thread uint64_t blocked __attribute__((tls_model("initial-exec")));

int autojit_caller_blocks_signals(void) { return blocked != 0; }

static void remember_blocked(struct put_aside *caller) {
  caller->blocked_outside = blocked;
  blocked = caller->signals;
}

static void forget_blocked(const struct put_aside *caller) { blocked = caller->blocked_outside; }
#else
static void remember_blocked(struct put_aside *caller) { (void)caller; }
static void forget_blocked(const struct put_aside *caller) { (void)caller; }
#endif

static void put_aside(struct put_aside *caller) {
  caller->error = errno;
  /* By system call: pthread_sigmask leaves out the signals that glibc cancels threads and changes
   * user ids with, and their handlers must not run on a helper stack either. */
  uint64_t all = ~(uint64_t)0;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &caller->signals, sizeof all);
  remember_blocked(caller);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &caller->cancel_state);
  caller->loader_message = autojit_put_loader_message_aside();
}

static void put_back(const struct put_aside *caller) {
  autojit_put_loader_message_back(caller->loader_message);
  pthread_setcancelstate(caller->cancel_state, NULL);
  forget_blocked(caller);
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &caller->signals, NULL, sizeof caller->signals);
  errno = caller->error;
}

void *autojit_enter(struct autojit_descriptor *descriptor) {
  struct put_aside caller;
  put_aside(&caller);
  autojit_guest_lock();
#ifndef AUTOJIT_STATIC_CLIENT
  if (!autojit_is_constructed)
    autojit_construct();
#endif
  void *target = run_on_helper_stack(resolve_on_helper_stack, descriptor);
  if (!target) {
    static const char message[] =
        "[autojit] no address space is left for a compiler stack; raise the limit (ulimit -v)\n";
    (void)!write(2, message, sizeof message - 1);
    abort();
  }
  autojit_guest_unlock();
  put_back(&caller);
  return target;
}

void autojit_run(void *(*function)(void *), void *argument) {
  struct put_aside caller;
  put_aside(&caller);
  autojit_guest_lock();
  run_on_helper_stack(function, argument);
  autojit_guest_unlock();
  put_back(&caller);
}

void autojit_run_if_free(void *(*function)(void *), void *argument) {
  struct put_aside caller;
  put_aside(&caller);
  if (autojit_guest_try_lock()) {
    run_on_helper_stack(function, argument);
    autojit_guest_unlock();
  }
  put_back(&caller);
}

/* Not when another thread is still resolving: it may be waiting for something that this thread
 * holds while it exits. */
__attribute__((destructor)) static void leave(void) {
  if (has_exit_work)
    autojit_run_if_free(autojit_process_exits, NULL);
}
