/* process.c - what the process is like that we are a guest in. */
#include "native.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <time.h>
#include <unistd.h>

const char *autojit_variable(const char *name) {
  /* Set-uid programs and programs with capabilities: the environment belongs to an attacker. */
  if (getauxval(AT_SECURE))
    return NULL;
  return getenv(name);
}

/* Asked for in a constructor: later, under the guest lock, nothing may wait for the loader. */
__attribute__((constructor)) const char *autojit_library_directory(void) {
  static char directory[4096];
  if (directory[0])
    return directory;
  Dl_info info;
  if (!dladdr((const void *)__autojit_resolve, &info) || !info.dli_fname)
    return NULL;
  const char *slash = strrchr(info.dli_fname, '/');
  if (!slash)
    return NULL;
  size_t length = (size_t)(slash - info.dli_fname);
  if (info.dli_fname[0] == '/') {
    if (length >= sizeof directory)
      return NULL;
    memcpy(directory, info.dli_fname, length);
    directory[length] = '\0';
    return directory;
  }
  /* Found through a relative path; the program may have changed its directory since. The kernel
   * knows the file by its mapping. */
  FILE *maps = fopen("/proc/self/maps", "re");
  if (!maps)
    return NULL;
  char line[4400];
  uintptr_t self = (uintptr_t)__autojit_resolve;
  while (fgets(line, sizeof line, maps)) {
    unsigned long low, high;
    int at = 0;
    if (sscanf(line, "%lx-%lx %*s %*s %*s %*s %n", &low, &high, &at) >= 2 && self >= low &&
        self < high && line[at] == '/') {
      char *end = strrchr(line + at, '/');
      length = (size_t)(end - (line + at));
      if (length < sizeof directory) {
        memcpy(directory, line + at, length);
        directory[length] = '\0';
      }
      break;
    }
  }
  fclose(maps);
  return directory[0] ? directory : NULL;
}

int autojit_is_traced(void) {
  int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return 0;
  char text[1024];
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  if (length <= 0)
    return 0;
  text[length] = '\0';
  const char *field = strstr(text, "\nTracerPid:\t");
  return field && atoi(field + 12) != 0;
}

double autojit_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
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
