// A lazy program that executes itself, through exec, system, popen and posix_spawn.
// RUN: %same %s --expect 'spawned 4 system 5 popen six'

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
extern char **environ;

static int child(const char *how) {
  if (!strcmp(how, "6"))
    puts("six");
  return atoi(how);
}

int main(int argc, char **argv) {
  if (argc > 1)
    return child(argv[1]);
  char *arguments[] = {argv[0], "4", 0}, line[8] = "";
  pid_t spawned;
  int status;
  if (posix_spawn(&spawned, argv[0], 0, 0, arguments, environ))
    return 1;
  waitpid(spawned, &status, 0);
  int from_system = system("./program 5");
  FILE *pipe = popen("./program 6", "r");
  fgets(line, sizeof line, pipe);
  line[strcspn(line, "\n")] = 0;
  pclose(pipe);
  printf("spawned %d system %d popen %s\n", WEXITSTATUS(status), WEXITSTATUS(from_system), line);
  return 0;
}
