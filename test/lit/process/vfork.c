// A first call in a vforked child, which borrows its parent's memory, before it executes another program.
// RUN: %same %s --expect 'status 3 0 after 9'

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int exit_code(int x) { return x + 1; }

static const char *program(void) { return "/bin/true"; }

static int after(int x) { return x * 3; }

static int wait_for(pid_t child) {
  int status;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

int main(void) {
  pid_t first = vfork();
  if (!first)
    _exit(exit_code(2));
  pid_t second = vfork();
  if (!second) {
    execl(program(), "true", (char *)0);
    _exit(99);
  }
  int one = wait_for(first), two = wait_for(second);
  printf("status %d %d after %d\n", one, two, after(3));
  return 0;
}
