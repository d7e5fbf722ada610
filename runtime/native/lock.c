/* lock.c - the one lock around everything that a first call does. */
#include "native.h"

#include <pthread.h>
#include <time.h>

/* fork() takes it too: a child must never be born while another thread is in the middle of a collection
 * or a compilation, which nobody would finish in the child. */
static pthread_mutex_t guest_lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int guest_depth;

/* Threads that gave it up for a while: they use the loader. */
static int away;

/* Recursive, for a first call made while resolving another one. */
void autojit_guest_lock(void) {
  pthread_mutex_lock(&guest_lock);
  ++guest_depth;
}

int autojit_guest_try_lock(void) {
  if (pthread_mutex_trylock(&guest_lock) != 0)
    return 0;
  ++guest_depth;
  return 1;
}

void autojit_guest_unlock(void) {
  --guest_depth;
  pthread_mutex_unlock(&guest_lock);
}

int autojit_guest_release(void) {
  int depth = guest_depth;
  ++away;
  for (int i = 0; i < depth; ++i)
    autojit_guest_unlock();
  return depth;
}

void autojit_guest_reacquire(int depth) {
  for (int i = 0; i < depth; ++i)
    autojit_guest_lock();
  --away;
}

/* Whether a fork under way has them. */
static int has_loader, has_library_list;

/* The client cannot take the loader: it waits until none of its threads is there. Not for ever, for one of those may
 * wait for a constructor that forks. With the guest lock, which it gives up meanwhile. */
static void wait_for_loader_users(void) {
#ifdef AUTOJIT_STATIC_CLIENT
  static const struct timespec pause = {0, 200000};
  for (int i = 0; away > 0 && i < 500; ++i) {
    autojit_guest_unlock();
    nanosleep(&pause, NULL);
    autojit_guest_lock();
  }
#endif
}

/* The loader first: who has the guest lock never waits for it. A child may need it for its first call, so
 * none should be born in the middle of a dlopen either. */
static void before_fork(void) {
  int loader = autojit_take_loader_for_fork();
  autojit_guest_lock();
  wait_for_loader_users();
  has_loader = loader;
  has_library_list = autojit_take_library_list();
}

static void after_fork(void) {
  int loader = has_loader;
  if (has_library_list)
    autojit_leave_library_list();
  autojit_guest_unlock();
  if (loader)
    autojit_leave_loader_after_fork();
}

/* The child's only thread has another id than the owner recorded in a recursive mutex. */
static void reset_in_child(void) {
  autojit_renew_loader(has_loader);
  guest_lock = (pthread_mutex_t)PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
  guest_depth = away = 0;
}

__attribute__((constructor)) static void register_fork_handlers(void) {
  pthread_atfork(before_fork, after_fork, reset_in_child);
}
