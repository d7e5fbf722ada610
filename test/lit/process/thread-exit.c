// Threads that end in the middle of lazy frames: pthread_exit, detached threads, thread-specific data.
// RUN: %same %s --flags=-pthread --link=-pthread --expect 'exited 77 cleaned 2 key 1'

#include <pthread.h>
#include <stdio.h>
static int cleaned, destroyed;
static pthread_key_t key;

static void clean(void *value) { cleaned += *(int *)value; }

static void destroy(void *value) { destroyed += value != 0; }

static void leave(long value) { pthread_exit((void *)value); }

static void *thread(void *unused) {
  int two = 2;
  (void)unused;
  pthread_setspecific(key, &cleaned);
  pthread_cleanup_push(clean, &two);
  leave(77);
  pthread_cleanup_pop(0);
  return 0;
}

int main(void) {
  pthread_t other;
  void *result;
  pthread_key_create(&key, destroy);
  pthread_create(&other, 0, thread, 0);
  pthread_join(other, &result);
  printf("exited %ld cleaned %d key %d\n", (long)result, cleaned, destroyed);
  return 0;
}
