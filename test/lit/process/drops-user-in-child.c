// Children that give up their user, after fork and after vfork, while the parent keeps it; and one in which another
// thread has been.
// RUN: %same %s %S/Inputs/drops-user-file.c --flags=-pthread --link=-pthread --no-warm-check \
// RUN:   --expect 'parent: uid 0 child 32 other child 65534 thread 33'
// REQUIRES: root, !standing

#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int in_file(int x);
int in_file_too(int x);

static int status_of(pid_t child) {
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void *run(void *argument) {
  *(int *)argument = in_file_too(30);
  return NULL;
}

int main(void) {
  pid_t child = fork();
  if (child == 0)
    _exit(setgid(65534) || setuid(65534) ? 1 : in_file(30));
  int first = status_of(child);

  static volatile int user;
  child = vfork();
  if (child == 0) {
    user = setuid(65534) ? 1 : (int)getuid();
    _exit(0);
  }
  status_of(child);

  pthread_t thread;
  int third = 0;
  if (pthread_create(&thread, NULL, run, &third) || pthread_join(thread, NULL))
    return 1;
  printf("parent: uid %d child %d other child %d thread %d\n", (int)getuid(), first, user, third);
  return 0;
}
