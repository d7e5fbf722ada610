/* settings.c - the environment, read once: the rules of RuntimeSettings.cs. */
#include "client.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The program itself, not the link in PATH that leads to it: its compiler lies beside it. */
static int take_daemon(struct settings *settings, const char *path) {
  int fd = open(path, O_PATH | O_CLOEXEC);
  if (fd < 0)
    return 0;
  struct stat status;
  int found = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 0111);
  struct text link;
  if (found) {
    text_start(&link, "");
    text_add_format(&link, "/proc/self/fd/%lu", (uint64_t)fd);
    ssize_t length = readlink(link.data, settings->daemon, PATH_SIZE - 1);
    if (length > 0 && settings->daemon[0] == '/') {
      settings->daemon[length] = '\0';
    } else {
      text_start(&link, path);
      found = text_store(settings->daemon, &link);
    }
  }
  close(fd);
  return found;
}

static int find_daemon(struct settings *settings) {
  const char *value = variable_of("AUTOJIT_DAEMON_PATH");
  if (value)
    return take_daemon(settings, value);
  struct text path;
  for (const char *at = variable_of("PATH"); at && *at;) {
    const char *end = strchr(at, ':');
    uint32_t length = (uint32_t)(end ? (size_t)(end - at) : strlen(at));
    if (at[0] == '/') {
      text_start(&path, "");
      text_add_bytes(&path, at, length);
      text_add(&path, "/autojitd");
      if (take_daemon(settings, path.data))
        return 1;
    }
    at = end ? end + 1 : NULL;
  }
  /* Beside the program. Not with elevated rights: whoever links the program into a directory of his
   * own would choose what runs. */
  if (!autojit_variable("PATH"))
    return 0;
  char self[PATH_SIZE];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length <= 0)
    return 0;
  self[length] = '\0';
  if (!text_start_directory(&path, self))
    return 0;
  text_add(&path, "/autojitd");
  return take_daemon(settings, path.data);
}

static void stamp_compiler(struct settings *settings) {
  static const char *const places[] = {"/../lib/libautojit-llvm.so", "/libautojit-llvm.so"};
  struct text path;
  for (int i = 0; i < 2 && text_start_directory(&path, settings->daemon); ++i) {
    int64_t size, modified;
    text_add(&path, places[i]);
    if (autojit_file_stamp(path.data, &size, &modified) == 0) {
      settings->llvm_size = (uint64_t)size;
      settings->llvm_time = (uint64_t)modified;
      return;
    }
  }
}

int settings_flag(const char *name, int otherwise) {
  static const char words[] = "off\0no\0false\0" "0\0on\0yes\0true\0" "1";
  const char *value = variable_of(name);
  if (!value)
    return otherwise;
  const char *word = words;
  for (int i = 0; i < 8; ++i, word += strlen(word) + 1)
    if (strcasecmp(value, word) == 0)
      return i >= 4;
  stop_format("%s=%s is neither On nor Off", name, value);
}

static int read_debug_level(void) {
  const char *value = variable_of("AUTOJIT_DEBUG_INFO");
  if (!value)
    return autojit_is_traced() ? 2 : 1;
  if (strcmp(value, "full") == 0)
    return 2;
  if (strcmp(value, "lines") == 0)
    return 1;
  if (strcmp(value, "none") == 0)
    return 0;
  stop_format("AUTOJIT_DEBUG_INFO=%s names no level; use full, lines or none", value);
}

const struct settings *settings_get(void) {
  static struct settings *settings;
  if (settings)
    return settings;
  settings = arena_take(sizeof *settings);
  const char *linker = variable_of("AUTOJIT_LINKER");
  if (linker && strcmp(linker, "image") != 0 && strcmp(linker, "jitlink") != 0)
    stop_format("AUTOJIT_LINKER=%s names no linker; use image or jitlink", linker);
  settings->debug_level = read_debug_level();
  settings->pack = settings_flag("AUTOJIT_PACK", 1);
  settings->has_daemon = find_daemon(settings);
  if (settings->has_daemon)
    stamp_compiler(settings);
  settings->places.cache = cache_root();
  settings->places.daemon = settings->has_daemon ? settings->daemon : NULL;
  return settings;
}
