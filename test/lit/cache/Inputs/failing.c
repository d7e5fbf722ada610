/* Preloaded: makes calls on the cache fail, as a quota, a file system without locks or links, or a worn-out disk does.
 * FAILING=CALL:ERRNO,… with the calls below; only for writing, and only below FAILING_BELOW. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failure(const char *call, const char *path) {
  const char *list = getenv("FAILING"), *below = getenv("FAILING_BELOW");
  if (!list || !below || strncmp(path, below, strlen(below)) != 0)
    return 0;
  size_t length = strlen(call);
  for (const char *at = list; (at = strstr(at, call)) != NULL; at += length)
    if ((at == list || at[-1] == ',') && at[length] == ':')
      return atoi(at + length + 1);
  return 0;
}

static int failure_of_descriptor(const char *call, int fd) {
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = '\0';
  return failure(call, path);
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define FAIL(error)                                                                                                    \
  if ((error) != 0) {                                                                                                  \
    errno = (error);                                                                                                   \
    return -1;                                                                                                         \
  }

int open(const char *path, int flags, ...) {
  NEXT(open);
  va_list rest;
  va_start(rest, flags);
  int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
  va_end(rest);
  int error = flags & (O_CREAT | O_WRONLY | O_RDWR) && !(flags & O_DIRECTORY) ? failure("open", path) : 0;
  FAIL(error)
  return next(path, flags, mode);
}

ssize_t write(int fd, const void *data, size_t size) {
  NEXT(write);
  int error = failure_of_descriptor("write", fd);
  if (error && size > 100)
    return next(fd, data, 100); /* some of it, as a disk that becomes full does */
  FAIL(error)
  return next(fd, data, size);
}

int rename(const char *from, const char *to) {
  NEXT(rename);
  FAIL(failure("rename", to))
  return next(from, to);
}

int link(const char *from, const char *to) {
  NEXT(link);
  FAIL(failure("link", to))
  return next(from, to);
}

int mkdir(const char *path, mode_t mode) {
  NEXT(mkdir);
  FAIL(failure("mkdir", path))
  return next(path, mode);
}

int flock(int fd, int operation) {
  NEXT(flock);
  FAIL(failure_of_descriptor("flock", fd))
  return next(fd, operation);
}

int utimensat(int directory, const char *path, const struct timespec times[2], int flags) {
  NEXT(utimensat);
  FAIL(failure("utimensat", path))
  return next(directory, path, times, flags);
}
