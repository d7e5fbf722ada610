/* spawn.c - starts autojitd as nobody's child.
 *
 * Like posix_spawn, twice: the child shares our memory and starts the daemon, then ends and is waited
 * for at once, so the program sees neither a child nor SIGCHLD. fork() would run the program's own fork
 * handlers. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STACK = 64 << 10, VARIABLES = 64, LOCK = 3 };

struct start {
  const char *path;
  char *arguments[5];
  char *variables[VARIABLES + 4];
  int lock;
  int error;
  char *stack; /* for the daemon's first instructions */
};

/* Runs function in a new process that shares this memory, and returns when it has ended or called exec. */
static long run_in_child(int (*function)(struct start *), struct start *start, char *stack_top) {
  void **top = (void **)stack_top;
  *--top = start;
  *--top = (void *)function;
  register long r10 __asm__("r10") = 0;
  register long r8 __asm__("r8") = 0;
  long result;
  __asm__ volatile("syscall\n\t"
                   "testq %%rax, %%rax\n\t"
                   "jnz 1f\n\t"
                   "xorl %%ebp, %%ebp\n\t"
                   "popq %%rax\n\t"
                   "popq %%rdi\n\t"
                   "callq *%%rax\n\t"
                   "movl %%eax, %%edi\n\t"
                   "movl %[exit], %%eax\n\t"
                   "syscall\n\t"
                   "hlt\n"
                   "1:"
                   : "=a"(result)
                   : "a"((long)SYS_clone), "D"((long)(CLONE_VM | CLONE_VFORK)), "S"(top), "d"(0L),
                     "r"(r10), "r"(r8), [exit] "i"(SYS_exit)
                   : "rcx", "r11", "memory");
  return result;
}

static void close_all_from(long first) {
  if (syscall(SYS_close_range, first, ~0u, 0) == 0)
    return;
  for (int fd = (int)first; fd < 1024; ++fd)
    close(fd);
}

/* The program's limits are not the daemon's: it serves others too. As far as that may be changed; says
 * whether one is left. */
static int raise_limit(long resource) {
  struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
  if (syscall(SYS_setrlimit, resource, &limit) == 0 ||
      syscall(SYS_getrlimit, resource, &limit) != 0)
    return 0;
  limit.rlim_cur = limit.rlim_max;
  syscall(SYS_setrlimit, resource, &limit);
  return limit.rlim_max != RLIM_INFINITY;
}

/* The daemon's collector reserves 4 GB of addresses, and malloc 64 MB for a thread, unless they are told
 * not to (hexadecimal bytes; arenas). */
static void save_addresses(struct start *start) {
  int count = 0;
  while (start->variables[count])
    ++count;
  start->variables[count++] = (char *)"MALLOC_ARENA_MAX=1";
  start->variables[count++] = (char *)"DOTNET_GCHeapHardLimit=4000000";
  start->variables[count] = (char *)"DOTNET_GCRegionRange=6000000";
}

/* In the process that becomes the daemon. Its descriptors and signal handlers are its own. */
static int become_daemon(struct start *start) {
  syscall(SYS_setsid);
  long lock = -1;
  if (start->lock >= 0)
    lock = syscall(SYS_fcntl, (long)start->lock, (long)F_DUPFD, 10L);
  int null = open("/dev/null", O_RDWR);
  for (int fd = 0; null >= 0 && fd < 3; ++fd)
    if (fd != null)
      syscall(SYS_dup2, (long)null, (long)fd);
  if (lock >= 0)
    syscall(SYS_dup2, lock, (long)LOCK);
  close_all_from(lock >= 0 ? LOCK + 1 : LOCK);
  for (long signal = 1; signal <= 64; ++signal) {
    struct {
      void *handler;
      unsigned long flags;
      void *restorer;
      uint64_t mask;
    } standard = {0};
    syscall(SYS_rt_sigaction, signal, &standard, NULL, sizeof standard.mask);
  }
  uint64_t none = 0;
  syscall(SYS_rt_sigprocmask, (long)SIG_SETMASK, &none, NULL, sizeof none);
  if (raise_limit(RLIMIT_AS))
    save_addresses(start);
  raise_limit(RLIMIT_DATA);
  raise_limit(RLIMIT_CPU);
  raise_limit(RLIMIT_FSIZE);
  syscall(SYS_chdir, "/");
  syscall(SYS_umask, 077L);
  syscall(SYS_execve, start->path, start->arguments, start->variables);
  start->error = errno;
  return 1;
}

static int start_daemon(struct start *start) {
  if (run_in_child(become_daemon, start, start->stack + STACK) < 0)
    start->error = EAGAIN;
  return 0;
}

/* What a daemon needs of the environment. Not what was meant for the program: LD_PRELOAD and the like. */
static void pick_variables(struct start *start) {
  static const char *const wanted[] = {"AUTOJIT", "HOME=", "PATH=", "XDG_", "TMPDIR=", "LANG=", "LC_"};
  extern char **__environ;
  int count = 0;
  for (char **at = __environ; at && *at && count < VARIABLES; ++at)
    for (unsigned i = 0; i < sizeof wanted / sizeof *wanted; ++i)
      if (strncmp(*at, wanted[i], strlen(wanted[i])) == 0) {
        start->variables[count++] = *at;
        break;
      }
}

int spawn_daemon(const char *path, const char *socket, int lock) {
  char *stacks = pages_take(2 * STACK);
  if (!stacks)
    return ENOMEM;
  struct start start = {.path = path, .lock = lock, .stack = stacks};
  start.arguments[0] = (char *)"autojitd";
  start.arguments[1] = (char *)"--spawned";
  start.arguments[2] = (char *)"--socket";
  start.arguments[3] = (char *)socket;
  pick_variables(&start);
  long child = run_in_child(start_daemon, &start, stacks + 2 * STACK);
  if (child < 0)
    start.error = (int)-child;
  else
    while (syscall(SYS_wait4, child, NULL, (long)__WALL, NULL) < 0 && errno == EINTR)
      ;
  pages_return(stacks, 2 * STACK);
  return start.error;
}
