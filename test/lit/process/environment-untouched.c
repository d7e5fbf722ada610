// The runtime leaves environment, locale, umask, working directory, priority and timers alone.
// RUN: %same %s --link=-lm --expect 'changed 0'

#include <fenv.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
extern char **environ;

struct state {
  char directory[512], locale[64];
  mode_t mask;
  int variables, priority, rounding;
  struct rlimit stack, core, files;
  struct itimerval timer;
};

__attribute__((annotate("autojit_keep"))) static void read_state(struct state *s) {
  memset(s, 0, sizeof *s);
  (void)!getcwd(s->directory, sizeof s->directory);
  strcpy(s->locale, setlocale(LC_ALL, NULL));
  s->mask = umask(0);
  umask(s->mask);
  while (environ[s->variables])
    s->variables++;
  s->priority = getpriority(PRIO_PROCESS, 0);
  s->rounding = fegetround();
  getrlimit(RLIMIT_STACK, &s->stack);
  getrlimit(RLIMIT_CORE, &s->core);
  getrlimit(RLIMIT_NOFILE, &s->files);
  getitimer(ITIMER_REAL, &s->timer);
}

static int lazy(int x) { return x; }

__attribute__((annotate("autojit_keep"))) int main(void) {
  struct state before, after;
  read_state(&before);
  int changed = lazy(0);
  read_state(&after);
  changed += memcmp(&before, &after, sizeof before) != 0;
  printf("changed %d\n", changed);
  return 0;
}
