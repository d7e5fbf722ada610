/* thread_bounds.c - where the stack of a thread ends that runs managed code. */
#include "native.h"

#include <pthread.h>

/* NativeAOT asks for the bounds of each thread that enters managed code. Ours only does so on a
 * helper stack; and the answer for a main thread would be read from /proc/self/maps, which takes
 * longer than everything else and is not there in every chroot. */
int __real_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);
int __wrap_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);
int __wrap_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes) {
  struct autojit_stack *stack = autojit_current_stack;
  if (!stack || !pthread_equal(thread, pthread_self()))
    return __real_pthread_getattr_np(thread, attributes);
  int error = pthread_attr_init(attributes);
  return error ? error : pthread_attr_setstack(attributes, stack->low, stack->size);
}
