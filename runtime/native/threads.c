/* threads.c - when a thread of the program is one of the managed runtime's.
 *
 * NativeAOT would leave a thread with its C++ thread-locals, for good: managed code would still run in it,
 * but the collector would look at it no more, neither at its references nor at what it has half allocated.
 * Destructors of thread-specific data come later, in the main thread exit handlers, and all of them may make
 * first calls. So threads are left in a late round of those destructors, and the main thread never: what
 * the collector keeps in thread storage goes with every other thread. */
#include "native.h"

#include <pthread.h>
#include <unistd.h>

enum {
  /* Of PTHREAD_DESTRUCTOR_ITERATIONS, which is 4: a thread may be entered in the first. */
  LAST_ROUND = 3,
  /* Values of further keys are allocated, and a signal handler may have interrupted malloc. */
  KEYS_IN_PLACE = 32,
};

static pthread_key_t key;
static int has_key;
static __thread int round __attribute__((tls_model("initial-exec")));

/* RuntimeThreadShutdown(void *) */
void autojit_shut_thread_down(void *thread) __asm__("_Z21RuntimeThreadShutdownPv");

static void *shut_down(void *thread) {
  autojit_shut_thread_down(thread);
  return thread;
}

static void leave(void *thread) {
  if (++round < LAST_ROUND)
    pthread_setspecific(key, thread);
  else
    autojit_run(shut_down, thread);
}

__attribute__((constructor)) static void make_key(void) {
  if (pthread_key_create(&key, leave) != 0)
    return;
  has_key = key < KEYS_IN_PLACE;
  if (!has_key)
    pthread_key_delete(key);
}

/* Called when managed code is entered in a thread for the first time, under the guest lock. The original
 * makes a thread-local object, whose destructor is the leaving that comes too early. */
void __wrap_PalAttachThread(void *thread);
void __wrap_PalAttachThread(void *thread) {
  if (has_key && gettid() != getpid())
    pthread_setspecific(key, thread);
}
