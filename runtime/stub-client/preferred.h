/* preferred.h - what the runtime calls to use a daemon (DllImport "autojit-native"). */
#ifndef AUTOJIT_PREFERRED_H
#define AUTOJIT_PREFERRED_H

#include <stddef.h>
#include <stdint.h>

struct autojit_daemon_request {
  const char *cache; /* its root, or null */
  const char *daemon; /* autojitd, to be started when none is there, or null */
  const uint8_t *hash;
  const uint8_t *module;
  size_t module_size;
  const uint8_t *placed; /* a bit for each function that has its code */
  uint32_t placed_bytes;
  uint32_t function, debug_level, unused;
  int64_t llvm_size, llvm_time; /* the stamp of the compiler that the answer must come from */
};

struct autojit_daemon_answer {
  const uint8_t *image; /* with the function, in pages of its own, for autojit_unmap_file */
  size_t size;
  uint32_t leader;    /* the unit's first function */
  uint32_t functions; /* in the unit */
  uint32_t found;     /* it was made before */
  uint32_t unused;
};

/* Returns -1 when there is no daemon, or no such answer. */
int autojit_ask_daemon(const struct autojit_daemon_request *request,
                       struct autojit_daemon_answer *answer);

struct autojit_daemon_pack {
  const char *cache; /* its root */
  const uint8_t *hash;
  const uint32_t *leaders; /* of units that the daemon made for this process */
  uint32_t leader_count, debug_level;
};

/* Has the daemon join those units into one image. Not 0 when it is gone: then they stay as they are. */
int autojit_pack_at_daemon(const struct autojit_daemon_pack *request);

#endif
