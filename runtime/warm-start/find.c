/* find.c - images and packs of a module in the cache: ImageStore.cs, Packs.cs. */
#include "warm.h"

#include <string.h>

/* What a warm run finds in a directory: a few names. Where there are more, Merger.cs has work. */
enum { NAMES = 4096, MOST_LIBRARIES = 15, PROGRAM_NAME = 16, PACK_START = KEY_NAME + 1 + PROGRAM_NAME + 1, HASH_NAME = 32 };

static struct warm_image *waiting[WARM_HASHES]; /* in packs, for their modules */
static struct key keys[WARM_KEYS];
static uint32_t key_count;

static int ends_with(const char *name, size_t length, const char *end) {
  size_t size = strlen(end);
  return length > size && memcmp(name + length - size, end, size) == 0;
}

static const struct key *key_of(const char *name) {
  for (uint32_t i = 0; i < key_count; ++i)
    if (strncmp(name, keys[i].name, KEY_NAME) == 0 && name[KEY_NAME] == '-')
      return &keys[i];
  return NULL;
}

/* How the names of this program's packs go on after the key. */
static const char *program_name(void) {
  static char program[PROGRAM_NAME + 2];
  if (!program[0]) {
    char path[PATH_SIZE];
    int length = autojit_program_path(path, sizeof path);
    uint8_t hash[16];
    struct text text;
    autojit_xxh3_128(path, (size_t)length, hash);
    text_start(&text, "");
    text_add_hex(&text, hash, PROGRAM_NAME / 2);
    text_add(&text, "-");
    memcpy(program, text.data, sizeof program);
  }
  return program;
}

static int is_of_this_program(const char *name, size_t length) {
  return length > PACK_START && strncmp(name + KEY_NAME + 1, program_name(), PROGRAM_NAME + 1) == 0;
}

static int is_known(const char *path) {
  struct warm_library *known = warm_state.libraries;
  while (known && strcmp(known->path, path) != 0)
    known = known->next;
  return known != NULL;
}

/* Maps a file. Whatever is wrong with it, it stays mapped: then this is over. */
static struct warm_library *open_library(const char *path, struct code_file *code) {
  uint32_t count = 0;
  for (struct warm_library *known = warm_state.libraries; known; known = known->next)
    ++count;
  struct warm_library found = {.next = warm_state.libraries};
  if (count == MOST_LIBRARIES || autojit_map_file(path, &found.data, &found.size, &found.last_use) != 0)
    return NULL;
  *code = (struct code_file){.data = found.data, .size = found.size};
  found.path = arena_copy(path, strlen(path));
  struct warm_library *library = arena_take(sizeof *library);
  *library = found;
  return library;
}

static void add(struct warm_module *module, struct warm_image *image) {
  struct warm_image **last = &module->images;
  while (*last)
    last = &(*last)->next;
  image->next = NULL;
  *last = image;
}

/* What packs have of a module that was called just now. */
static int take(struct warm_module *module) {
  int taken = 0;
  for (struct warm_image **at = &waiting[module->hash[0]]; *at;) {
    struct warm_image *image = *at;
    if (memcmp(image->hash, module->hash, sizeof module->hash) != 0) {
      at = &image->next;
      continue;
    }
    *at = image->next;
    add(module, image);
    taken = 1;
  }
  return taken;
}

static int read_image(struct warm_module *module, const char *path, const struct key *key) {
  struct code_file code;
  struct warm_library *library = open_library(path, &code);
  struct warm_image *image = arena_take(sizeof *image);
  if (!library || code_file_check(&code, "AJIMAGE", PROTOCOL_IMAGE_VERSION) != IMAGE_SOUND || memcmp(code.source, module->hash, sizeof module->hash) != 0 ||
      !image_metadata_read(&image->file, &code, code.metadata, code.metadata_size) || !warm_key_is(key, image->file.key, image->file.key_length))
    return 0;
  image->library = library;
  image->hash = module->hash;
  warm_state.libraries = library;
  add(module, image);
  return 1;
}

static int read_pack(const char *path, const struct key *key) {
  struct code_file code;
  if (is_known(path))
    return 1; /* What it has was there for taking. */
  struct warm_library *library = open_library(path, &code);
  struct warm_image *images = library ? warm_read_pack(&code, key) : NULL;
  if (!images)
    return 0;
  warm_state.libraries = library;
  while (images) {
    struct warm_image *image = images, **others = &waiting[image->hash[0]];
    images = image->next;
    image->library = library;
    image->next = *others;
    *others = image;
  }
  return 1;
}

/* All packs of this program in a directory whose names begin alike. */
static int read_packs(struct text *directory, const char *start) {
  char names[NAMES];
  int used = autojit_list_directory(directory->data, names, sizeof names);
  if (used < 0 || used > NAMES - 256)
    return 0;
  uint32_t end = directory->length;
  for (int at = 0; at < used; at += (int)strlen(names + at) + 1) {
    size_t length = strlen(names + at);
    if (strncmp(names + at, start, PACK_START) != 0 || !ends_with(names + at, length, ".pack"))
      continue;
    directory->length = end;
    text_add_format(directory, "/%s", names + at);
    if (directory->cut || !read_pack(directory->data, key_of(start)))
      return 0;
  }
  return 1;
}

/* A reference's name has the directory of the packs after their beginning. */
static int follow(const struct text *images, const char *start, const char *home) {
  struct text directory = *images;
  text_add(&directory, "/");
  text_add_bytes(&directory, home, HASH_NAME);
  return read_packs(&directory, start);
}

/* ROOT/images, if nobody else may write there. A yes is remembered, as in CacheTrust.cs. */
static int find_images(struct text *path) {
  static int is_private;
  text_start(path, warm_state.cache);
  if (!is_private && autojit_check_directory(path->data) != 0)
    return 0;
  text_add(path, "/images");
  if (path->cut || (!is_private && autojit_check_directory(path->data) != 0))
    return 0;
  is_private = 1;
  return 1;
}

/* Who is in a pack that was found has nothing else, as a rule. */
int warm_find(struct warm_module *module) { return take(module) || warm_look(module); }

int warm_look(struct warm_module *module) {
  char names[NAMES];
  struct text images, path;
  if (!key_count)
    key_count = warm_keys(keys);
  if (!key_count || !find_images(&images))
    return 0;
  path = images;
  text_add(&path, "/");
  text_add_hex(&path, module->hash, sizeof module->hash);
  text_add(&path, "/");
  uint32_t directory = path.length;
  int used = autojit_list_directory(path.data, names, sizeof names);
  if (used < 0 || used > NAMES - 256)
    return 0;
  for (int at = 0; at < used; at += (int)strlen(names + at) + 1) {
    const char *name = names + at;
    size_t length = strlen(name);
    const struct key *key = key_of(name);
    int is_read = 1;
    path.length = directory;
    text_add(&path, name);
    if (path.cut)
      return 0;
    if (key && ends_with(name, length, ".so"))
      is_read = read_image(module, path.data, key);
    else if (key && ends_with(name, length, ".pack") && is_of_this_program(name, length))
      is_read = read_pack(path.data, key);
    else if (key && ends_with(name, length, ".in") && length == PACK_START + HASH_NAME + 3 && is_of_this_program(name, length))
      is_read = follow(&images, name, name + PACK_START);
    if (!is_read)
      return 0;
  }
  take(module);
  module->has_looked = 1;
  return module->images != NULL;
}
