/* protocol.h - the messages between client and autojitd. The authority is docs/daemon-protocol.md. */
#ifndef AUTOJIT_PROTOCOL_H
#define AUTOJIT_PROTOCOL_H

#include <stdint.h>

#define PROTOCOL_MAGIC "AUTOJIT"
#define PROTOCOL_IMAGE_VERSION 3  /* docs/cache-format.md */
#define PROTOCOL_MODULE_VERSION 6
enum {
  PROTOCOL_VERSION = 1,
  PROTOCOL_IMAGE_LIMIT = 256 << 20, /* bytes of the body of an IMAGE message */
  PROTOCOL_TEXT_LIMIT = 4096        /* of any other message to the client */
};

enum message_kind {
  MESSAGE_HELLO = 1,
  MESSAGE_COMPILE = 2,
  MESSAGE_MODULE = 3,
  MESSAGE_PACK = 4,
  MESSAGE_WELCOME = 129,
  MESSAGE_IMAGE = 130,
  MESSAGE_NEED_MODULE = 131,
  MESSAGE_WORKING = 132,
  MESSAGE_ACCEPTED = 133,
  MESSAGE_ERROR = 134
};

enum error_kind {
  ERROR_UNSUPPORTED = 1,
  ERROR_MALFORMED = 2,
  ERROR_MODULE_REJECTED = 3,
  ERROR_COMPILATION = 4,
  ERROR_BUSY = 5,
  ERROR_STOPPING = 6,
  ERROR_INTERNAL = 7
};

struct message {
  uint32_t size; /* of the body, which follows */
  uint16_t kind, unused;
};
struct hello {
  char magic[8];
  uint32_t protocol, image_version, module_version, unused;
};
struct welcome {
  struct hello hello;
  uint64_t llvm_size, llvm_time;
};
struct compile {
  uint8_t hash[16];
  uint32_t function, debug_level, placed_bytes, unused;
};
struct pack {
  uint8_t hash[16];
  uint32_t debug_level, leaders, root_bytes, unused;
};
struct image_head {
  uint32_t leader, unit_functions, object_size, microseconds, name_bytes, found;
};
struct error_head {
  uint32_t kind, value;
};

#endif
