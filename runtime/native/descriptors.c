/* descriptors.c - opens files when the program has used all its descriptors.
 *
 * Raising the limit would show, and may be forbidden. A child that shares the memory, but not the table of
 * descriptors, closes some of its copies: nothing happens to the program's. What it maps and loads is then
 * there for the program. Like vfork, it holds the calling thread up, whose thread-locals it uses. */
#include "native.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* glibc's clone by the name that no program defines for itself. */
int __clone(int (*function)(void *), void *stack, int flags, void *argument, ...);

enum {
  SPARE = 8,
  STACK_SIZE = 256 << 10,
};

struct task {
  int (*work)(void *);
  void *argument;
  int result;
};

int autojit_lacks_descriptors(void) {
  int fd = open("/", O_PATH | O_CLOEXEC);
  if (fd < 0)
    return errno == EMFILE;
  close(fd);
  return 0;
}

static int run(void *argument) {
  struct task *task = argument;
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
    for (int i = 1; i <= SPARE; ++i)
      close((int)limit.rlim_cur - i);
  task->result = task->work(task->argument);
  return 0;
}

int autojit_with_spare_descriptors(int (*work)(void *), void *argument, int otherwise) {
  struct task task = {work, argument, otherwise};
  char *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED)
    return otherwise;
  /* No signal tells the program of its end, and wait() does not find it. All signals are blocked. */
  pid_t child = __clone(run, stack + STACK_SIZE, CLONE_VM | CLONE_VFORK, &task);
  if (child >= 0)
    syscall(SYS_wait4, child, NULL, __WCLONE, NULL);
  munmap(stack, STACK_SIZE);
  return task.result;
}
