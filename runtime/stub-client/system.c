/* system.c - system calls under the C library's names, for this client alone.
 *
 * Programs define functions called connect or close, and such a function may be lazy: calling it
 * from a resolver would never end. Bound to the client's own references when its objects are joined,
 * before the program is linked. errno is the C library's, as enter.c keeps it for the caller. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long system_call(long number, long a, long b, long c, long d, long e, long f) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  if ((unsigned long)result > -4096ul) {
    errno = (int)-result;
    return -1;
  }
  return result;
}
#define CALL0(name) system_call(SYS_##name, 0, 0, 0, 0, 0, 0)
#define CALL1(name, a) system_call(SYS_##name, (long)(a), 0, 0, 0, 0, 0)
#define CALL2(name, a, b) system_call(SYS_##name, (long)(a), (long)(b), 0, 0, 0, 0)
#define CALL3(name, a, b, c) system_call(SYS_##name, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define CALL4(name, a, b, c, d) system_call(SYS_##name, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)

/* For enter.c, which blocks signals by system call. */
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long),
       d = va_arg(list, long);
  va_end(list);
  return system_call(number, a, b, c, d, 0, 0);
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  long mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, int) : 0;
  va_end(list);
  return (int)CALL4(openat, AT_FDCWD, path, flags, mode);
}
int utimensat(int fd, const char *path, const struct timespec times[2], int flags) {
  return (int)CALL4(utimensat, fd, path, times, flags);
}
int getrlimit(__rlimit_resource_t resource, struct rlimit *limit) {
  return (int)CALL2(getrlimit, resource, limit);
}
int close(int fd) { return (int)CALL1(close, fd); }
ssize_t read(int fd, void *to, size_t size) { return CALL3(read, fd, to, size); }
ssize_t write(int fd, const void *from, size_t size) { return CALL3(write, fd, from, size); }
int stat(const char *restrict path, struct stat *restrict status) {
  return (int)CALL2(stat, path, status);
}
int lstat(const char *restrict path, struct stat *restrict status) {
  return (int)CALL2(lstat, path, status);
}
int fstat(int fd, struct stat *status) { return (int)CALL2(fstat, fd, status); }
int mkdir(const char *path, mode_t mode) { return (int)CALL2(mkdir, path, mode); }
int unlink(const char *path) { return (int)CALL1(unlink, path); }
int rename(const char *from, const char *to) { return (int)CALL2(rename, from, to); }
ssize_t readlink(const char *restrict path, char *restrict to, size_t size) {
  return CALL3(readlink, path, to, size);
}
ssize_t getdents64(int fd, void *to, size_t size) { return CALL3(getdents64, fd, to, size); }
int flock(int fd, int operation) { return (int)CALL2(flock, fd, operation); }
int memfd_create(const char *name, unsigned flags) { return (int)CALL2(memfd_create, name, flags); }
void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
  return (void *)system_call(SYS_mmap, (long)at, (long)size, protection, flags, fd, offset);
}
int munmap(void *at, size_t size) { return (int)CALL2(munmap, at, size); }
int mprotect(void *at, size_t size, int protection) {
  return (int)CALL3(mprotect, at, size, protection);
}
int socket(int family, int type, int protocol) {
  return (int)CALL3(socket, family, type, protocol);
}
int connect(int fd, const struct sockaddr *address, socklen_t size) {
  return (int)CALL3(connect, fd, address, size);
}
int getsockopt(int fd, int level, int name, void *restrict value, socklen_t *restrict size) {
  return (int)system_call(SYS_getsockopt, fd, level, name, (long)value, (long)size, 0);
}
ssize_t send(int fd, const void *from, size_t size, int flags) {
  return system_call(SYS_sendto, fd, (long)from, (long)size, flags, 0, 0);
}
int poll(struct pollfd *polled, nfds_t count, int milliseconds) {
  return (int)CALL3(poll, polled, count, milliseconds);
}
int nanosleep(const struct timespec *wanted, struct timespec *left) {
  return (int)CALL2(nanosleep, wanted, left);
}
int clock_gettime(clockid_t clock, struct timespec *now) {
  return (int)CALL2(clock_gettime, clock, now);
}
uid_t geteuid(void) { return (uid_t)CALL0(geteuid); }
pid_t getpid(void) { return (pid_t)CALL0(getpid); }
pid_t gettid(void) { return (pid_t)CALL0(gettid); }

extern char **__environ;

char *getenv(const char *name) {
  size_t length = strlen(name);
  for (char **at = __environ; at && *at; ++at)
    if (strncmp(*at, name, length) == 0 && (*at)[length] == '=')
      return *at + length + 1;
  return NULL;
}
