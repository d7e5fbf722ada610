/* image.c - images in the cache: finding, publishing and loading them. */
#include "client.h"

#include <errno.h>
#include <stdio.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* ROOT/images/HASH. Checks each directory on the way, makes it when that is wanted. False when there is
 * none that this user alone can write to. */
static int image_directory(struct text *path, const uint8_t hash[16], int make) {
  const char *root = cache_root();
  if (!root)
    return 0;
  text_start(path, root);
  for (int level = 0; level < 3; ++level) {
    if (level == 1)
      text_add(path, "/images");
    if (level == 2) {
      text_add(path, "/");
      text_add_hex(path, hash, 16);
    }
    int error = make ? autojit_private_directory(path->data) : autojit_check_directory(path->data);
    if (error) {
      if (make || error != ENOENT)
        log_format("not caching: '%s' is not a writable directory of this user (errno %lu)",
                   path->data, (uint64_t)error);
      return 0;
    }
  }
  return path->length < PATH_SIZE;
}

static void rejected(const char *path, enum image_error error, const char *words) {
  usage_add(USAGE_REJECTED + error - IMAGE_TRUNCATED, 1);
  log_format(words[0] ? "rejected %s: %s (%s)" : "rejected %s: %s", path, image_error_name(error), words);
}

static struct image *image_read(const char *path, const uint8_t hash[16], const struct key *key,
                                int exact) {
  const uint8_t *data;
  size_t size;
  int64_t last_use = 0;
  if (autojit_map_file(path, &data, &size, &last_use) != 0)
    return NULL; /* Not readable is not damaged: leave it. */
  struct image_file file;
  enum image_error error = image_file_parse(&file, data, size, hash, key, exact);
  if (error == IMAGE_SOUND) {
    struct image *image = arena_take(sizeof *image);
    image->path = arena_copy(path, strlen(path));
    image->file = file;
    image->last_use = last_use;
    return image;
  }
  autojit_unmap_file(data, size);
  if (error == IMAGE_WRONG_KEY && !exact)
    return NULL; /* Another compiler's, and its name says so. */
  rejected(path, error, "");
  unlink(path);
  return NULL;
}

static int is_image_name(const char *name, const struct key *key, int exact) {
  size_t length = strlen(name);
  return length > KEY_NAME + 3 && strcmp(name + length - 3, ".so") == 0 && name[KEY_NAME] == '-' &&
         (!exact || strncmp(name, key->name, KEY_NAME) == 0);
}

struct image *image_find(const uint8_t hash[16]) {
  enum { NAMES = 1 << 18 }; /* a file may be in hundreds of programs, and packs refer to it */
  struct text path;
  struct key key;
  struct image *found = NULL;
  if (!image_directory(&path, hash, 0))
    return NULL;
  char *names = pages_take(NAMES);
  int used = names ? autojit_list_directory(path.data, names, NAMES) : 0;
  /* Who is the compiler is asked only when there is something that it may have made. */
  int exact = used > 0 && key_wanted(&key);
  uint32_t directory = path.length;
  for (int at = 0; at < used; at += (int)strlen(names + at) + 1) {
    if (!is_image_name(names + at, &key, exact))
      continue;
    path.length = directory;
    text_add_format(&path, "/%s", names + at);
    struct image *image = path.cut ? NULL : image_read(path.data, hash, &key, exact);
    if (image) {
      image->next = found;
      found = image;
    }
  }
  pages_return(names, NAMES);
  return found;
}

/* Returns 0 and the path, or an errno. */
static int write_image(struct text *path, const uint8_t hash[16], uint32_t leader,
                       const struct image_file *file, const struct key *key) {
  static uint64_t counter;
  if (!image_directory(path, hash, 1))
    return EPERM;
  struct text temporary = *path;
  text_add_format(&temporary, "/.tmp-%lu-%lu-%lu", (uint64_t)getpid(), counter++,
                  (uint64_t)(autojit_clock() * 1000));
  text_add_format(path, "/%s-%lu-%lu.so", key->name, (uint64_t)leader, (uint64_t)file->fingerprint);
  int error = temporary.cut ? ENAMETOOLONG : autojit_write_new_file(temporary.data, file->data, file->size);
  if (!error && rename(temporary.data, path->data) != 0) {
    error = errno;
    unlink(temporary.data);
  }
  if (!error) {
    usage_add(USAGE_WRITTEN, 1);
    usage_add(USAGE_WRITTEN_BYTES, file->size);
  } else {
    log_format("not caching: cannot write '%s' (errno %lu)", path->data, (uint64_t)error);
  }
  return error;
}

struct image *image_publish(const uint8_t hash[16], uint32_t leader, uint8_t *data, size_t size,
                            const struct key *key, enum image_error *error) {
  struct image_file file;
  *error = image_file_parse(&file, data, size, hash, key, 1);
  if (*error != IMAGE_SOUND) {
    pages_return(data, size);
    return NULL;
  }
  struct image *image = arena_take(sizeof *image);
  image->file = file;
  image->in_pages = 1;
  image->is_new = 1;
  struct text path;
  if (write_image(&path, hash, leader, &image->file, key) == 0)
    image->path = arena_copy(path.data, path.length);
  return image;
}

void image_release(struct image *image) {
  if (image->in_pages)
    pages_return((void *)image->file.data, image->file.size);
  else
    autojit_unmap_file(image->file.data, image->file.size);
  image->file.data = NULL;
}

/* Loads a library for one module record. -1 when that is impossible, also when the loader gave out the library that
 * another program or library with this module has bound to itself: each needs a copy of its own. */
static intptr_t open_claimed(const char *path, struct autojit_module *record, void **handle,
                             char *message, uint32_t size) {
  intptr_t bias = autojit_open_image(path, handle, message, size);
  if (bias == -1 || autojit_claim_image(*handle, record))
    return bias;
  autojit_close_image(*handle);
  return -1;
}

/* Loads a copy from an unnamed file. The loader takes a path it has seen for the same library, and
 * descriptor numbers are used again: so the time, and who asks (other libraries have clients of their
 * own), are spelled in separators, which the kernel ignores. Not by "self": a debugger would open a
 * descriptor of its own. */
static intptr_t open_copy(struct image *image, struct autojit_module *record, void **handle,
                          char *message, uint32_t size) {
  static const char self;
  int fd = autojit_memory_file(image->file.data, image->file.size);
  if (fd < 0)
    return -1;
  struct text path;
  text_start(&path, "");
  text_add_format(&path, "/proc/%lu/task/%lu/fd", (uint64_t)getpid(), (uint64_t)gettid());
  uint64_t unique = (uint64_t)(autojit_clock() * 1e6) << 8 | ((uintptr_t)&self >> 12 & 0xff);
  for (uint64_t number = unique; number; number >>= 1)
    text_add(&path, number & 1 ? "/." : "//.");
  text_add_format(&path, "/%lu", (uint64_t)fd);
  intptr_t bias = open_claimed(path.data, record, handle, message, size);
  if (bias != -1 && !image->path)
    image->path = arena_copy(path.data, path.length);
  autojit_close(fd);
  return bias;
}

int image_open(struct image *image, struct autojit_module *record) {
  char message[512] = "";
  if (image->handle)
    return 1;
  if (!image->file.data)
    return 0;
  void *handle = NULL;
  intptr_t bias = -1;
  if (image->path)
    bias = open_claimed(image->path, record, &handle, message, sizeof message);
  if (bias == -1 && !image->handle && image->file.data) {
    /* Also where files cannot be executed, and when it was removed a moment ago. */
    char second[512];
    bias = open_copy(image, record, &handle, second, sizeof second);
    if (bias == -1 && !message[0])
      autojit_copy_text(message, sizeof message, second);
  }
  if (image->handle) { /* Another thread was faster. */
    if (bias != -1)
      autojit_close_image(handle);
    return 1;
  }
  if (bias == -1) {
    rejected(image->path ? image->path : "a new image", IMAGE_NOT_LOADABLE, message);
    return 0;
  }
  image->handle = handle;
  image->bias = bias;
  return 1;
}
