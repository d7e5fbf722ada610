/* channel.c - a connection to autojitd: where it listens, starting it, sending and receiving.
 *
 * A daemon holds a lock on SOCKET.lock as long as it lives. Who finds nobody listening and gets the
 * lock starts a daemon and leaves the lock to it; who does not get it waits for the one that is being
 * started. An abstract socket (a name that begins with '@') needs no lock: the name is one. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { START_LIMIT = 20000, SILENCE_LIMIT = 30000 }; /* milliseconds */

static char used_path[PATH_SIZE];

const char *channel_path(void) { return used_path; }

static void pause_briefly(void) {
  struct timespec two = {0, 2000000};
  nanosleep(&two, NULL);
}

/* The places for a socket, best first; 0 when there are no more. */
static int candidate(int number, struct text *path) {
  const char *value = autojit_variable("AUTOJIT_SOCKET_PATH");
  text_start(path, "");
  if (value && value[0]) {
    text_add(path, value);
    return number == 0;
  }
  value = autojit_variable("XDG_RUNTIME_DIR");
  if (value && value[0] == '/' && number-- == 0) {
    text_add(path, value);
    text_add(path, "/autojitd.sock");
    return 1;
  }
  if (settings_get()->has_cache && autojit_private_directory(settings_get()->cache) == 0 &&
      number-- == 0) {
    text_add(path, settings_get()->cache);
    text_add(path, "/autojitd.sock");
    return 1;
  }
  if (number != 0)
    return 0;
  text_add(path, "@autojitd-");
  text_add_number(path, geteuid());
  return 1;
}

/* A path that is too long for an address is reached through a descriptor of its directory. */
static int address_of(const char *path, struct sockaddr_un *address, socklen_t *size,
                      int *directory) {
  *directory = -1;
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  size_t length = strlen(path);
  struct text shorter;
  if (length >= sizeof address->sun_path) {
    const char *slash = strrchr(path, '/');
    if (!slash || path[0] == '@')
      return ENAMETOOLONG;
    text_start(&shorter, "");
    text_add_bytes(&shorter, path, (uint32_t)(slash - path));
    *directory = open(shorter.data, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (*directory < 0)
      return errno;
    text_start(&shorter, "/proc/self/fd/");
    text_add_number(&shorter, (uint64_t)*directory);
    text_add(&shorter, slash);
    path = shorter.data;
    length = shorter.length;
    if (length >= sizeof address->sun_path) {
      close(*directory);
      return ENAMETOOLONG;
    }
  }
  memcpy(address->sun_path, path, length + 1);
  if (path[0] == '@')
    address->sun_path[0] = '\0';
  *size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (path[0] != '@'));
  return 0;
}

/* A descriptor, or a negative errno; -EPERM when somebody else's process listens there. */
static int connect_to(const char *path) {
  struct sockaddr_un address;
  socklen_t size;
  int directory;
  int error = address_of(path, &address, &size, &directory);
  if (error)
    return -error;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, size) != 0) {
    error = errno;
  } else {
    struct ucred peer;
    socklen_t peer_size = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &peer_size) != 0)
      error = errno;
    else if (peer.uid != geteuid())
      error = EPERM;
  }
  if (directory >= 0)
    close(directory);
  if (error && fd >= 0)
    close(fd);
  return error ? -error : fd;
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

static int connect_anywhere(enum channel_error *error) {
  struct text path;
  *error = CHANNEL_ABSENT;
  for (int i = 0; candidate(i, &path); ++i) {
    int fd = connect_to(path.data);
    if (fd >= 0 || fd == -EPERM || fd == -EMFILE || fd == -ENFILE)
      autojit_copy_text(used_path, sizeof used_path, path.data);
    if (fd >= 0)
      return fd;
    if (fd == -EPERM || fd == -EMFILE || fd == -ENFILE) {
      errno = -fd;
      *error = fd == -EPERM ? CHANNEL_FOREIGN : CHANNEL_FAILED;
      return -1;
    }
  }
  return -1;
}

/* Starts a daemon at the first place where one can be. Returns 0 when one was started, EWOULDBLOCK when
 * one is there or being started, or the errno of the attempt. */
static int start_somewhere(void) {
  struct text path;
  int error = ENOENT;
  for (int i = 0; candidate(i, &path); ++i) {
    int lock = -1;
    autojit_copy_text(used_path, sizeof used_path, path.data);
    if (path.data[0] != '@') {
      lock = take_lock(path.data);
      if (lock == -EWOULDBLOCK)
        return EWOULDBLOCK;
      if (lock < 0) {
        error = -lock;
        continue;
      }
    }
    error = spawn_daemon(settings_get()->daemon, path.data, lock);
    if (lock >= 0)
      close(lock);
    return error;
  }
  return error;
}

int channel_open(int spawn, enum channel_error *error) {
  double limit = autojit_clock() + START_LIMIT;
  for (int started = 0; autojit_clock() < limit;) {
    int fd = connect_anywhere(error);
    if (fd >= 0 || *error != CHANNEL_ABSENT || !spawn)
      return fd;
    if (!settings_get()->has_daemon) {
      *error = CHANNEL_NO_DAEMON;
      return -1;
    }
    /* A second one when the first ended before it listened: that of an abstract socket has no lock,
     * and is given the time to. */
    int may_start = started == 0 || (started == 1 && used_path[0] != '@');
    int problem = may_start ? start_somewhere() : EWOULDBLOCK;
    if (problem == 0) {
      ++started;
    } else if (problem != EWOULDBLOCK) {
      errno = problem;
      *error = CHANNEL_FAILED;
      return -1;
    }
    pause_briefly();
  }
  *error = CHANNEL_NO_PATH;
  return -1;
}

static int wait_for(int fd, short events) {
  struct pollfd polled = {fd, events, 0};
  int ready;
  do
    ready = poll(&polled, 1, SILENCE_LIMIT);
  while (ready < 0 && errno == EINTR);
  return ready > 0 ? 0 : -1;
}

int channel_send(int fd, const void *data, size_t size) {
  const char *at = data;
  while (size) {
    ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR || (errno == EAGAIN && wait_for(fd, POLLOUT) == 0))
        continue;
      return -1;
    }
    at += sent;
    size -= (size_t)sent;
  }
  return 0;
}

int channel_receive(int fd, void *data, size_t size) {
  char *at = data;
  while (size) {
    ssize_t received = read(fd, at, size);
    if (received < 0 && (errno == EINTR || (errno == EAGAIN && wait_for(fd, POLLIN) == 0)))
      continue;
    if (received <= 0)
      return -1;
    at += received;
    size -= (size_t)received;
  }
  return 0;
}
