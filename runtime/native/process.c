/* process.c - what the process is like that we are a guest in. */
#include "native.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

const char *autojit_variable(const char *name) {
  /* Set-uid programs and programs with capabilities: the environment belongs to an attacker. */
  if (getauxval(AT_SECURE))
    return NULL;
  return getenv(name);
}

#ifndef AUTOJIT_STATIC_CLIENT
enum { STATUS_SIZE = 2048 };
static int was_filtered;

static void look_for_filter(const char *status) {
  const char *field = strstr(status, "\nSeccomp:\t");
  was_filtered = field && field[10] != '0';
}

int autojit_is_filtered_since(void) {
  long mode = syscall(SYS_prctl, PR_GET_SECCOMP);
  return mode < 0 || (mode > 0 && !was_filtered);
}
#else
enum { STATUS_SIZE = 1024 };
static void look_for_filter(const char *status) { (void)status; }
#endif

int autojit_is_traced(void) {
  int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return 0;
  char text[STATUS_SIZE];
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  if (length <= 0)
    return 0;
  text[length] = '\0';
  look_for_filter(text);
  const char *field = strstr(text, "\nTracerPid:\t");
  return field && field[12] != '0';
}

#ifndef AUTOJIT_STATIC_CLIENT
int autojit_program_path(char *path, uint32_t size) {
  ssize_t length = readlink("/proc/self/exe", path, size);
  if (length > 0)
    return (int)length;
  /* As it was called: without /proc that has to do. */
  const char *name = (const char *)getauxval(AT_EXECFN);
  if (!name || size == 0)
    return 0;
  autojit_copy_text(path, size, name);
  return (int)strlen(path);
}
#endif

double autojit_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void autojit_copy_text(char *to, uint32_t size, const char *from) {
  size_t length = strlen(from);
  if (size == 0)
    return;
  if (length >= size)
    length = size - 1;
  memcpy(to, from, length);
  to[length] = '\0';
}

void autojit_write_error(const char *text, size_t size) {
  while (size > 0) {
    ssize_t written = write(2, text, size);
    if (written <= 0)
      return;
    text += written;
    size -= (size_t)written;
  }
}

int autojit_symbol_name(const void *address, char *name, uint32_t size) {
  Dl_info info;
  struct link_map *map = NULL;
  if (!dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) || !map)
    return 0;
  const uint8_t *file;
  size_t file_size;
  if (autojit_map_file(map->l_name[0] ? map->l_name : "/proc/self/exe", &file, &file_size, NULL) != 0)
    return 0;
  int length = autojit_find_symbol(file, file_size, (uintptr_t)address - map->l_addr, name, size);
  autojit_unmap_file(file, file_size);
  return length;
}
