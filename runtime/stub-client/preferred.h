/* preferred.h - what the runtime calls to use a daemon that is there (DllImport "autojit-native"). */
#ifndef AUTOJIT_PREFERRED_H
#define AUTOJIT_PREFERRED_H

#include <stddef.h>
#include <stdint.h>

struct autojit_daemon_request {
  const char *cache; /* its root, or null */
  const uint8_t *hash;
  const uint8_t *module;
  size_t module_size;
  const uint8_t *placed; /* a bit for each function that has its code */
  uint32_t placed_bytes;
  uint32_t function, debug_level, unused;
  int64_t llvm_size, llvm_time; /* the stamp of the compiler that the answer must come from */
};

/* Returns the leader of the unit and an image with the function in pages of its own (for
 * autojit_unmap_file); -1 when there is no daemon, or no such answer. Starts none. */
int autojit_ask_daemon(const struct autojit_daemon_request *request, const uint8_t **image,
                       size_t *size);

#endif
