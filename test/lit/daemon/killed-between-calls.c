// The daemon is killed between two first calls: the program starts another one. A socket that nobody serves is no
// obstacle either.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: %t.exe %t.cache/autojitd.sock | FileCheck %s
// RUN: %run_warm %t.exe %t.cache/autojitd.sock | FileCheck %s

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

__attribute__((noinline, annotate("autojit_keep"))) static void kill_daemon(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  char directory_name[4096];
  /* The path may be too long for an address. */
  snprintf(directory_name, sizeof directory_name, "%s", path);
  *strrchr(directory_name, '/') = '\0';
  if (chdir(directory_name) != 0)
    return;
  strcpy(address.sun_path, strrchr(path, '/') + 1);
  struct ucred peer;
  socklen_t size = sizeof peer;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
      getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0)
    kill(peer.pid, SIGKILL);
  close(fd);
}

int first(int x) { return x + 1; }
int second(int x) { return x + 2; }
int (*volatile functions[])(int) = {first, second};

int main(int argc, char **argv) {
  (void)argc;
  int value = functions[0](1);
  kill_daemon(argv[1]);
  printf("value %d\n", functions[1](value));
  return 0;
}

// CHECK: value 4
