// pthread_exit from main: first calls go on in other threads.
// RUN: %same %s --flags=-pthread --link=-pthread --exit 4 --expect 'after main 7'

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static pthread_t main_thread;

static int late(int x) { return x + 1; }

static void *thread(void *unused) {
  (void)unused;
  pthread_join(main_thread, 0);
  printf("after main %d\n", late(6));
  exit(4);
}

int main(void) {
  pthread_t other;
  main_thread = pthread_self();
  pthread_create(&other, 0, thread, 0);
  pthread_exit(0);
}
