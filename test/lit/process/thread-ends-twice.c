// First calls in a thread, then in two rounds of destructors of its thread-specific data, then in exit handlers. (threads.c
// says why; a runtime that collects garbage in each first call crashed here.)
// RUN: %same %s --flags=-pthread --link=-pthread --expect 'body 3 first 12 again 22 at exit 31'

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static int body_result, first_result, again_result;
static pthread_key_t key;

static int body(int x) { return x + 1; }
static int first(int x) { return x + 2; }
static int again(int x) { return x + 2; }
static int at_exit(int x) { return x + 1; }
int (*volatile calls[])(int) = {body, first, again, at_exit};

static void destroy(void *value) {
  if (value == &first_result) {
    first_result = calls[1](10);
    pthread_setspecific(key, &again_result);
  } else {
    again_result = calls[2](20);
  }
}

static void *thread(void *value) {
  body_result = calls[0](2);
  pthread_setspecific(key, &first_result);
  return value;
}

static void finish(void) {
  printf("body %d first %d again %d at exit %d\n", body_result, first_result,
         again_result, calls[3](30));
}

int main(void) {
  pthread_t other;
  atexit(finish);
  pthread_key_create(&key, destroy);
  pthread_create(&other, NULL, thread, NULL);
  pthread_join(other, NULL);
  return 0;
}
