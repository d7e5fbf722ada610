/* image_file.c - reads and checks images: docs/cache-format.md, ImageFile.cs. Format version 3.
 * Units, which may follow the metadata, are the runtime's business. */
#include "client.h"
#include "protocol.h"

#include <elf.h>
#include <string.h>

enum { FOOTER = 56, HEADER = IMAGE_HEADER };

#ifdef AUTOJIT_STATIC_CLIENT
#define LOCAL_IN_CLIENT static /* where each byte counts */
#else
#define LOCAL_IN_CLIENT
#endif

_Static_assert(sizeof(struct image_function) == 16 && sizeof(struct image_binding) == 24,
               "the structs are the format");

static uint32_t u32(const uint8_t *at) {
  uint32_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

static uint64_t u64(const uint8_t *at) {
  uint64_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

const char *image_error_name(enum image_error error) {
  static const char *const names[] = {"None",    "Truncated", "NotAnImage", "UnsupportedVersion",
                                      "Damaged", "Foreign",   "WrongKey", "NotLoadable"};
  return names[error];
}

/* What is written to and jumped to must lie in the library, whoever made the file. */
static int is_inside(const struct image_file *file, uint64_t address,
                     uint64_t size, uint32_t rights) {
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)file->data;
  return autojit_is_loaded((const Elf64_Phdr *)(file->data + header->e_phoff), header->e_phnum, rights,
                           address, size);
}

#ifdef AUTOJIT_STATIC_CLIENT
static int is_heat_inside(const struct image_file *file, const struct image_function *function) {
  (void)file, (void)function;
  return 1; /* It has no tiers, and never looks there. */
}
#else
static int is_heat_inside(const struct image_file *file, const struct image_function *function) {
  return !function->heat ||
         (function->heat % 8 == 0 && is_inside(file, function->heat, sizeof(struct autojit_heat), PF_W));
}
#endif

static int is_sound(const struct image_file *file, uint64_t elf_size, uint32_t name_bytes) {
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)file->data;
  if (elf_size < sizeof *header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
      header->e_phoff % 8 != 0 || header->e_phoff > elf_size ||
      (elf_size - header->e_phoff) / sizeof(Elf64_Phdr) < header->e_phnum)
    return 0;
  for (uint32_t i = 0; i < file->function_count; ++i)
    if (!is_inside(file, file->functions[i].address, 1, PF_X) || !is_heat_inside(file, &file->functions[i]))
      return 0;
  for (uint32_t i = 0; i < file->binding_count; ++i) {
    const struct image_binding *binding = &file->bindings[i];
    if (binding->address % 8 != 0 || binding->kind > BINDING_ACCESS_LOSS ||
        binding->import_kind > AUTOJIT_IMPORT_PLT ||
        !is_inside(file, binding->address, 8, PF_W))
      return 0;
    if (binding->kind == BINDING_LIBRARY &&
        (binding->index >= name_bytes ||
         !memchr(file->names + binding->index, 0, name_bytes - binding->index)))
      return 0;
  }
  return 1;
}

LOCAL_IN_CLIENT enum image_error code_file_check(struct code_file *file, const char *magic, uint32_t version) {
  if (file->size < FOOTER)
    return IMAGE_TRUNCATED;
  size_t end = file->size - FOOTER;
  const uint8_t *footer = file->data + end;
  if (memcmp(footer + 48, magic, 8) != 0)
    return IMAGE_NOT_AN_IMAGE;
  if (u32(footer + 44) != version)
    return IMAGE_UNSUPPORTED_VERSION;
  uint64_t offset = u64(footer + 32);
  file->metadata_size = u32(footer + 40);
  if (offset > end || offset + file->metadata_size > end || file->metadata_size < HEADER || offset % 8 != 0)
    return IMAGE_TRUNCATED;
  uint8_t found[16];
  autojit_xxh3_128(file->data, offset + file->metadata_size, found);
  if (memcmp(found, footer + 16, 16) != 0)
    return IMAGE_DAMAGED;
  file->source = footer;
  file->metadata = file->data + offset;
  return IMAGE_SOUND;
}

LOCAL_IN_CLIENT int image_metadata_read(struct image_file *file, const struct code_file *code, const uint8_t *metadata,
                                        uint64_t size) {
  uint64_t functions = u32(metadata), bindings = u32(metadata + 4), key_length = u32(metadata + 8),
           name_bytes = u32(metadata + 12);
  if (HEADER + functions * sizeof(struct image_function) +
          bindings * sizeof(struct image_binding) + key_length + name_bytes !=
      size)
    return 0;
  file->data = code->data;
  file->size = code->size;
  file->function_count = (uint32_t)functions;
  file->binding_count = (uint32_t)bindings;
  file->key_length = (uint32_t)key_length;
  file->functions = (const struct image_function *)(metadata + HEADER);
  file->bindings = (const struct image_binding *)(file->functions + functions);
  file->key = (const char *)(file->bindings + bindings);
  file->names = file->key + key_length;
  return is_sound(file, (uint64_t)(code->metadata - code->data), (uint32_t)name_bytes);
}

#ifdef AUTOJIT_STATIC_CLIENT
enum image_error image_file_parse(struct image_file *file, const uint8_t *data, size_t size,
                                  const uint8_t hash[16], const struct key *key, int exact) {
  struct code_file code = {.data = data, .size = size};
  enum image_error error = code_file_check(&code, "AJIMAGE", PROTOCOL_IMAGE_VERSION);
  if (error != IMAGE_SOUND)
    return error;
  if (!image_metadata_read(file, &code, code.metadata, code.metadata_size))
    return IMAGE_DAMAGED;
  file->fingerprint = u32(code.source + 16);
  if (memcmp(code.source, hash, 16) != 0)
    return IMAGE_FOREIGN;
  return key_fits(key, exact, file->key, file->key_length) ? IMAGE_SOUND : IMAGE_WRONG_KEY;
}
#endif
