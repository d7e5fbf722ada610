// Children are born while other threads look through the list of libraries, or open and close one. They make first
// calls, for which they need the loader.
// REQUIRES: in-process
// RUN: %same %s --module lib:%S/../linkage/Inputs/plugin-one.c --flags=-fPIC --link='-ldl -pthread' --no-warm-check --expect '8 children, 8 right'

#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int stops;

static int look(struct dl_phdr_info *library, size_t size, void *argument) {
  (void)library, (void)size, (void)argument;
  return usleep(3000) != 0;
}

static void *look_through(void *argument) {
  while (!stops)
    dl_iterate_phdr(look, argument);
  return argument;
}

static void *open_and_close(void *argument) {
  while (!stops) {
    void *library = dlopen("./lib.so", RTLD_NOW);
    if (library)
      dlclose(library);
  }
  return argument;
}

__attribute__((noinline)) static int triple(int value) { return 3 * value; }
__attribute__((noinline)) static int in_child(int number) { return triple(number) + 1; }

int main(void) {
  pthread_t looking, opening;
  pthread_create(&looking, NULL, look_through, NULL);
  pthread_create(&opening, NULL, open_and_close, NULL);
  usleep(10000);
  int children = 0, right = 0;
  for (int i = 0; i < 8; ++i) {
    pid_t child = fork();
    if (child == 0) {
      alarm(20);
      _exit(in_child(i));
    }
    int status;
    children += waitpid(child, &status, 0) == child;
    right += WIFEXITED(status) && WEXITSTATUS(status) == 3 * i + 1;
  }
  stops = 1;
  pthread_join(looking, NULL);
  pthread_join(opening, NULL);
  printf("%d children, %d right\n", children, right);
  return 0;
}
