// Runs one command and writes what it cost to a file: wall, user and system
// seconds, peak resident kilobytes, exit status.
//
//   timed REPORT COMMAND [ARG...]
//
// Not done in Python: its start-up noise is as large as a warm run, and a
// child's peak memory would never read lower than that of the interpreter.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval T) { return T.tv_sec + T.tv_usec / 1e6; }

int main(int Argc, char **Argv) {
  if (Argc < 3) {
    fprintf(stderr, "usage: timed REPORT COMMAND [ARG...]\n");
    return 125;
  }
  struct timespec Begin, End;
  clock_gettime(CLOCK_MONOTONIC, &Begin);
  pid_t Child = vfork();
  if (Child == 0) {
    execvp(Argv[2], Argv + 2);
    _exit(127);
  }
  struct rusage Usage;
  int Status;
  if (Child < 0 || wait4(Child, &Status, 0, &Usage) != Child) {
    fprintf(stderr, "timed: cannot run %s: %s\n", Argv[2], strerror(errno));
    return 125;
  }
  clock_gettime(CLOCK_MONOTONIC, &End);
  double Wall =
      (End.tv_sec - Begin.tv_sec) + (End.tv_nsec - Begin.tv_nsec) / 1e9;
  FILE *Report = fopen(Argv[1], "we");
  if (!Report) {
    fprintf(stderr, "timed: cannot write %s: %s\n", Argv[1], strerror(errno));
    return 125;
  }
  fprintf(Report, "%.6f %.6f %.6f %ld %d\n", Wall, seconds(Usage.ru_utime),
          seconds(Usage.ru_stime), Usage.ru_maxrss,
          WIFSIGNALED(Status) ? -WTERMSIG(Status) : WEXITSTATUS(Status));
  fclose(Report);
  return 0;
}
