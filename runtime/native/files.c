/* files.c - file access without leaving anything open in the process, or needing a free descriptor. */
#include "native.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int map_file(const char *path, const uint8_t **data, size_t *size, int64_t *last_use) {
  /* Looking at a file is no use of it: see autojit_record_use. Only its owner may ask for this. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOATIME);
  if (fd < 0 && errno == EPERM)
    fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return errno;
  struct stat status;
  int error = 0;
  *data = NULL;
  *size = 0;
  if (fstat(fd, &status) != 0) {
    error = errno;
  } else if (!S_ISREG(status.st_mode)) {
    error = EINVAL;
  } else if (status.st_size > 0) {
    if (last_use)
      *last_use = status.st_atime > status.st_mtime ? status.st_atime : status.st_mtime;
    void *memory = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (memory == MAP_FAILED)
      error = errno;
    else {
      *data = memory;
      *size = (size_t)status.st_size;
    }
  }
  close(fd);
  return error;
}

struct mapping {
  const char *path;
  const uint8_t **data;
  size_t *size;
  int64_t *last_use;
};

static int map_again(void *argument) {
  const struct mapping *of = argument;
  return map_file(of->path, of->data, of->size, of->last_use);
}

int autojit_map_file(const char *path, const uint8_t **data, size_t *size, int64_t *last_use) {
  int error = map_file(path, data, size, last_use);
  struct mapping of = {path, data, size, last_use};
  return error == EMFILE ? autojit_with_spare_descriptors(map_again, &of, EMFILE) : error;
}

void autojit_unmap_file(const uint8_t *data, size_t size) {
  if (data)
    munmap((void *)data, size);
}

void autojit_record_use(const char *path, int64_t last_use) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME_COARSE, &now) != 0 || now.tv_sec - last_use < 3600)
    return;
  const struct timespec times[2] = {now, {0, UTIME_OMIT}};
  utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
}

static int write_all(int fd, const void *data, size_t size) {
  const char *at = data;
  while (size > 0) {
    ssize_t written = write(fd, at, size);
    if (written < 0) {
      if (errno == EINTR)
        continue;
      return errno;
    }
    at += written;
    size -= (size_t)written;
  }
  return 0;
}

/* Writing beyond RLIMIT_FSIZE raises SIGXFSZ, which would end the program once its signals are let
 * through again. */
static int exceeds_file_limit(size_t size) {
  struct rlimit limit;
  return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
         size > limit.rlim_cur;
}

static int write_new_file(const char *path, const void *data, size_t size) {
  if (exceeds_file_limit(size))
    return EFBIG;
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return errno;
#ifndef AUTOJIT_STATIC_CLIENT /* whose files are as umask has them: it may not grow */
  fchmod(fd, 0600);           /* others of this user read it */
#endif
  int error = write_all(fd, data, size);
  if (close(fd) != 0 && error == 0)
    error = errno;
  if (error)
    unlink(path);
  return error;
}

struct writing {
  const char *path;
  const void *data;
  size_t size;
};

static int write_again(void *argument) {
  const struct writing *of = argument;
  return write_new_file(of->path, of->data, of->size);
}

int autojit_write_new_file(const char *path, const void *data, size_t size) {
  int error = write_new_file(path, data, size);
  struct writing of = {path, data, size};
  return error == EMFILE ? autojit_with_spare_descriptors(write_again, &of, EMFILE) : error;
}

int autojit_file_stamp(const char *path, int64_t *size, int64_t *modified) {
  struct stat status;
  if (stat(path, &status) != 0)
    return errno;
  *size = status.st_size;
  *modified = (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
  return 0;
}

#ifndef AUTOJIT_STATIC_CLIENT
int autojit_file_identity(const char *path, uint64_t *device, uint64_t *number) {
  struct stat status;
  if (stat(path, &status) != 0)
    return errno;
  *device = status.st_dev;
  *number = status.st_ino;
  return 0;
}
#endif

static int check_private(const struct stat *status) {
  int is_private = S_ISDIR(status->st_mode) && status->st_uid == geteuid() &&
                   !(status->st_mode & (S_IWGRP | S_IWOTH));
  return is_private ? 0 : EPERM;
}

int autojit_check_directory(const char *path) {
  struct stat status;
  return lstat(path, &status) != 0 ? errno : check_private(&status);
}

int autojit_private_directory(const char *path) {
  int error = autojit_check_directory(path);
  if (error != ENOENT)
    return error;
  if (mkdir(path, 0700) != 0 && errno != EEXIST)
    return errno;
  return autojit_check_directory(path);
}

static int list_directory(const char *path, char *names, uint32_t size) {
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    return errno == ENOENT ? 0 : -errno;
  struct stat status;
  int error = fstat(fd, &status) != 0 ? errno : check_private(&status);
  if (error) {
    close(fd);
    return -error;
  }
  uint32_t used = 0;
  /* Not readdir: it would allocate from the program's heap. */
  _Alignas(struct dirent64) char buffer[4096];
  ssize_t filled;
  while ((filled = getdents64(fd, buffer, sizeof buffer)) > 0) {
    for (ssize_t at = 0; at < filled;) {
      const struct dirent64 *entry = (const struct dirent64 *)(buffer + at);
      size_t length = strlen(entry->d_name) + 1;
      at += entry->d_reclen;
      if (entry->d_name[0] == '.' || length > size - used)
        continue;
      memcpy(names + used, entry->d_name, length);
      used += (uint32_t)length;
    }
  }
  close(fd);
  return (int)used;
}

struct listing {
  const char *path;
  char *names;
  uint32_t size;
};

static int list_again(void *argument) {
  const struct listing *of = argument;
  return list_directory(of->path, of->names, of->size);
}

int autojit_list_directory(const char *path, char *names, uint32_t size) {
  int used = list_directory(path, names, size);
  struct listing of = {path, names, size};
  return used == -EMFILE ? autojit_with_spare_descriptors(list_again, &of, -EMFILE) : used;
}

int autojit_memory_file(const void *data, size_t size) {
  if (exceeds_file_limit(size))
    return -EFBIG;
  int fd = memfd_create("autojit", MFD_CLOEXEC);
  if (fd < 0)
    return -errno;
  int error = write_all(fd, data, size);
  if (error) {
    close(fd);
    return -error;
  }
  return fd;
}

void autojit_close(int descriptor) { close(descriptor); }
