/* Whether the processor's watchpoints work: in some virtual machines they can be set, and never fire. */
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int watched;

int main(void) {
  pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    raise(SIGSTOP);
    watched = 1;
    _exit(0);
  }
  int status;
  waitpid(child, &status, 0);
  const unsigned long enable_first = 1, on_write = 1 << 16, four_bytes = 3 << 18;
  ptrace(PTRACE_POKEUSER, child, offsetof(struct user, u_debugreg[0]), &watched);
  ptrace(PTRACE_POKEUSER, child, offsetof(struct user, u_debugreg[7]), enable_first | on_write | four_bytes);
  ptrace(PTRACE_CONT, child, NULL, NULL);
  waitpid(child, &status, 0);
  int works = WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP;
  if (!WIFEXITED(status)) {
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
  }
  return works ? 0 : 1;
}
