// After first calls the host has one thread, no child, and no more descriptors than before.
// RUN: %same %s --expect 'threads 1 descriptors 3 children 0'

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static int count(const char *path) {
  int n = 0;
  DIR *directory = opendir(path);
  for (struct dirent *entry; (entry = readdir(directory));)
    n += entry->d_name[0] != '.';
  closedir(directory);
  return n;
}

static int lazy(int x) { return x; }

int main(void) {
  lazy(1);
  int descriptors = count("/proc/self/fd") - 1; // less the one that is open for reading
  int threads = count("/proc/self/task");
  int child = waitpid(-1, 0, WNOHANG) == -1 && errno == ECHILD ? 0 : 1;
  printf("threads %d descriptors %d children %d\n", threads, descriptors, child);
  return 0;
}
