// First calls in a forked child, in its parent, and in a grandchild.
// RUN: %same %s --expect 'child 12 parent 25 grandchild 31'

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int in_child(int x) { return x + 2; }

static int in_parent(int x) { return x + 5; }

static int in_grandchild(int x) { return x + 1; }

static int wait_for(pid_t child) {
  int status;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int main(void) {
  pid_t child = fork();
  if (!child) {
    pid_t grandchild = fork();
    if (!grandchild)
      _exit(in_grandchild(30));
    _exit(wait_for(grandchild) == 31 ? in_child(10) : 0);
  }
  int parent = in_parent(20);
  int from_child = wait_for(child);
  printf("child %d parent %d grandchild %d\n", from_child, parent, from_child == 12 ? 31 : -1);
  return 0;
}
