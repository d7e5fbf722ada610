/* channel.c - a connection to autojitd: where it listens, sending and receiving. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { SILENCE_LIMIT = 30000 }; /* milliseconds */

static char used_path[PATH_SIZE];

const char *channel_path(void) { return used_path; }

void channel_use(const char *path) {
  autojit_copy_text(used_path, sizeof used_path, path);
}

int channel_place(const struct channel_places *places, int number, struct text *path) {
  const char *value = autojit_variable("AUTOJIT_SOCKET_PATH");
  text_start(path, "");
  if (value && value[0]) {
    text_add(path, value);
    return number == 0;
  }
  value = autojit_variable("XDG_RUNTIME_DIR");
  if (value && value[0] == '/' && number-- == 0) {
    text_add_format(path, "%s/autojitd.sock", value);
    return 1;
  }
  if (places->cache && autojit_private_directory(places->cache) == 0 && number-- == 0) {
    text_add_format(path, "%s/autojitd.sock", places->cache);
    return 1;
  }
  if (number != 0)
    return 0;
  text_add_format(path, "@autojitd-%lu", (uint64_t)geteuid());
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
    const char *slash = text_start_directory(&shorter, path);
    if (!slash || path[0] == '@')
      return ENAMETOOLONG;
    *directory = open(shorter.data, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (*directory < 0)
      return errno;
    text_start(&shorter, "");
    text_add_format(&shorter, "/proc/self/fd/%lu%s", (uint64_t)*directory, slash);
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

/* Whether a daemon could listen here: then a place further down is not asked. */
static int is_place(const char *path, int error) {
  if (path[0] == '@' || error == ECONNREFUSED)
    return 1;
  struct text directory;
  const char *slash = text_start_directory(&directory, path);
  int fd = error == ENOENT ? open(slash ? directory.data : ".", O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
  if (fd >= 0)
    close(fd);
  return fd >= 0;
}

int channel_connect(const struct channel_places *places, enum channel_error *error) {
  struct text path;
  *error = CHANNEL_ABSENT;
  for (int i = 0; channel_place(places, i, &path); ++i) {
    int fd = connect_to(path.data);
    if (fd >= 0 || fd == -EPERM || fd == -EMFILE || fd == -ENFILE)
      channel_use(path.data);
    if (fd >= 0)
      return fd;
    if (fd == -EPERM || fd == -EMFILE || fd == -ENFILE) {
      errno = -fd;
      *error = fd == -EPERM ? CHANNEL_FOREIGN : CHANNEL_FAILED;
      return -1;
    }
    if (is_place(path.data, -fd))
      return -1;
  }
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
