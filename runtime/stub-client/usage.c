/* usage.c - what this process did with the cache, in the cache's counters (docs/cache-format.md). What Usage.cs is
 * in the runtime, but for summing up old hours and for the limit, which are left to autojitd. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* In the order of enum usage. */
static const char names[] =
    "runs\0hits\0misses\0objects-found\0functions\0written\0written-bytes\0rejected-truncated\0"
    "rejected-not-an-image\0rejected-unsupported-version\0rejected-damaged\0rejected-foreign\0"
    "rejected-wrong-key\0rejected-not-loadable";

static uint64_t pending[USAGE_COUNT];
static int is_pending;

void usage_add(enum usage usage, uint64_t number) {
  pending[usage] += number;
  is_pending = 1;
}

/* 0 or an errno. */
static int append(const struct text *path, const struct text *line, int create) {
  int fd = open(path->data, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | create, 0600);
  if (fd < 0)
    return errno;
  (void)!write(fd, line->data, line->length);
  close(fd);
  return 0;
}

static void write_down(struct text *line, const char *cache) {
  struct text path;
  text_start(&path, cache);
  text_add(&path, "/counters");
  uint32_t directory = path.length;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  text_add_format(&path, "/%lu", (uint64_t)now.tv_sec / 3600);
  if (append(&path, line, 0) == ENOENT) {
    path.data[directory] = '\0';
    int error = autojit_private_directory(path.data);
    path.data[directory] = '/';
    if (error)
      return;
    append(&path, line, O_CREAT);
  }
  if (!pending[USAGE_WRITTEN_BYTES])
    return;
  /* What the limit is compared with. */
  text_start(line, "");
  text_add_format(line, "written-bytes=%lu \n", pending[USAGE_WRITTEN_BYTES]);
  path.length = directory;
  text_add(&path, "/size");
  append(&path, line, 0);
}

void usage_flush(void) {
  static int is_run;
  if (!is_pending)
    return;
  const char *root = cache_root();
  struct rlimit limit; /* Writing beyond it raises SIGXFSZ, which would end the program. */
  if (root && autojit_check_directory(root) == 0 &&
      getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY) {
    pending[USAGE_RUNS] = !is_run;
    is_run = 1;
    struct text line;
    text_start(&line, "");
    const char *name = names;
    for (int i = 0; i < USAGE_COUNT; ++i, name += strlen(name) + 1) {
      if (!pending[i])
        continue;
      text_add_format(&line, "%s=%lu ", name, pending[i]);
    }
    text_add(&line, "\n");
    write_down(&line, root);
  }
  memset(pending, 0, sizeof pending);
  is_pending = 0;
}
