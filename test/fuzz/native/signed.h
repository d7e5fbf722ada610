/* A mutator for images and packs: what the hash covers is the ELF file and the metadata, as the footer says, and the hash is made
 * right again, so that what comes after it is looked at. */
#ifndef SIGNED_H
#define SIGNED_H

#include "client.h"

#include <string.h>

enum { FOOTER = 56 };

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);

static inline size_t mutate_and_sign(uint8_t *data, size_t size, size_t room, const char *magic) {
  size = LLVMFuzzerMutate(data, size, room);
  if (size < FOOTER)
    return size;
  uint8_t *footer = data + size - FOOTER;
  uint64_t elf;
  uint32_t rest;
  memcpy(footer + 48, magic, 8);
  memcpy(&elf, footer + 32, sizeof elf);
  memcpy(&rest, footer + 40, sizeof rest);
  if (elf <= size - FOOTER && rest <= size - FOOTER - elf)
    autojit_xxh3_128(data, elf + rest, footer + 16);
  return size;
}

#endif
