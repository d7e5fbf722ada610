// A daemon: double fork, setsid, chdir, all descriptors to /dev/null, and then first calls.
// RUN: %same %s --no-warm-check --expect 'daemon says 81'

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int in_daemon(int x) { return x * x; }

static void run(int out) {
  char line[32];
  int length = snprintf(line, sizeof line, "daemon says %d\n", in_daemon(9));
  (void)!write(out, line, length);
}

int main(void) {
  int ends[2];
  char line[32];
  if (pipe(ends))
    return 1;
  if (!fork()) {
    setsid();
    if (fork())
      _exit(0);
    (void)!chdir("/");
    int null = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++)
      dup2(null, i);
    for (int i = 3; i < 256; i++)
      if (i != ends[1])
        close(i);
    run(ends[1]);
    _exit(0);
  }
  close(ends[1]);
  int length = (int)read(ends[0], line, sizeof line);
  wait(NULL);
  return fwrite(line, 1, length, stdout) != (size_t)length;
}
