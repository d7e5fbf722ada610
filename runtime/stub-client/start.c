/* start.c - starting autojitd when none answers.
 *
 * A daemon holds a lock on SOCKET.lock as long as it lives. Who finds nobody listening and gets the
 * lock starts a daemon and leaves the lock to it; who does not get it waits for the one that is being
 * started. An abstract socket (a name that begins with '@') needs no lock: the name is one. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { START_LIMIT = 20000 }; /* milliseconds */

static void pause_briefly(void) {
  struct timespec two = {0, 2000000};
  nanosleep(&two, NULL);
}

/* The lock of a socket: a descriptor, -EWOULDBLOCK when a daemon has it, or another negative errno. */
static int take_lock(const char *socket) {
  struct text path;
  text_start(&path, socket);
  text_add(&path, ".lock");
  int fd = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return -errno;
  if (flock(fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  int error = errno;
  close(fd);
  return -error;
}

/* Starts a daemon at the first place where one can be. Returns 0 when one was started, EWOULDBLOCK when
 * one is there or being started, ECHILD when it would be one too many, or the errno of the attempt. */
static int start_somewhere(const struct channel_places *places, int started) {
  struct text path;
  int error = ENOENT;
  for (int i = 0; channel_place(places, i, &path); ++i) {
    int lock = -1;
    channel_use(path.data);
    if (path.data[0] != '@') {
      lock = take_lock(path.data);
      if (lock == -EWOULDBLOCK)
        return EWOULDBLOCK;
      if (lock < 0) {
        error = -lock;
        continue;
      }
    }
    /* A second one, when the first ended before it listened. That of an abstract socket has no lock that
     * would tell, and is given time. */
    if (started == 2 || (started == 1 && lock < 0)) {
      if (lock < 0)
        return EWOULDBLOCK;
      close(lock);
      return ECHILD;
    }
    error = spawn_daemon(places->daemon, path.data, lock);
    if (lock >= 0)
      close(lock);
    return error;
  }
  return error;
}

int channel_open(const struct channel_places *places, enum channel_error *error) {
  double limit = autojit_clock() + START_LIMIT;
  for (int started = 0; autojit_clock() < limit;) {
    int fd = channel_connect(places, error);
    if (fd >= 0 || *error != CHANNEL_ABSENT)
      return fd;
    if (!places->daemon) {
      *error = CHANNEL_NO_DAEMON;
      return -1;
    }
    int problem = start_somewhere(places, started);
    if (problem == ECHILD)
      break;
    if (problem == 0) {
      ++started;
    } else if (problem != EWOULDBLOCK) {
      errno = problem;
      *error = CHANNEL_FAILED;
      return -1;
    }
    pause_briefly();
  }
  *error = CHANNEL_SILENT;
  return -1;
}

