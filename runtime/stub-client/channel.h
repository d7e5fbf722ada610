/* channel.h - talking to autojitd: what the client and the runtime (AUTOJIT_DAEMON=prefer) have in common. */
#ifndef AUTOJIT_CHANNEL_H
#define AUTOJIT_CHANNEL_H

#include "native.h"

#include <stdarg.h>

enum { PATH_SIZE = 4096 };

/* text.c: building lines and paths. What does not fit is cut off; `cut` says so. */
struct text {
#ifndef AUTOJIT_STATIC_CLIENT
  uint32_t length; /* before what is long and seldom filled: on the same page */
  int cut;
  char data[PATH_SIZE + 512];
#else
  char data[PATH_SIZE + 512]; /* the code is 100 bytes shorter */
  uint32_t length;
  int cut;
#endif
};
void text_start(struct text *text, const char *begin);
/* Begins with what is before the last slash of a path. Returns the rest, from it on; null when there is none. */
const char *text_start_directory(struct text *text, const char *path);
/* Copies it into PATH_SIZE bytes. False when it is too long for a path. */
int text_store(char *to, const struct text *text);
void text_add(struct text *text, const char *part);
void text_add_bytes(struct text *text, const char *part, uint32_t length);
void text_add_number(struct text *text, uint64_t number);
void text_add_hex(struct text *text, const uint8_t *bytes, uint32_t count);
void text_add_time(struct text *text, double milliseconds); /* two decimals */
void text_add_since(struct text *text, double start);       /* " (N ms)" */
/* format.c: %s, and %lu for a uint64_t. */
void text_add_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_add_list(struct text *text, const char *format, va_list values)
    __attribute__((format(printf, 2, 0)));

/* channel.c: a connection, for one exchange. */
enum channel_error {
  CHANNEL_OK,
  CHANNEL_ABSENT,    /* nobody listens */
  CHANNEL_FOREIGN,   /* somebody else's daemon */
  CHANNEL_SILENT,    /* one was started and does not answer */
  CHANNEL_NO_DAEMON, /* autojitd is not installed */
  CHANNEL_FAILED     /* errno */
};
struct channel_places {
  const char *cache;  /* its root, or null */
  const char *daemon; /* autojitd, or null */
};
/* The places for a socket, best first; 0 when there are no more. */
int channel_place(const struct channel_places *places, int number, struct text *path);
/* Connects to a daemon that is there. Returns a descriptor or -1. */
int channel_connect(const struct channel_places *places, enum channel_error *error);
/* start.c: the same, but starts autojitd when nobody answers. */
int channel_open(const struct channel_places *places, enum channel_error *error);
int channel_send(int fd, const void *data, size_t size);
/* Fills the buffer; -1 when the peer is gone or silent for too long. */
int channel_receive(int fd, void *data, size_t size);
/* The last place that was tried, for messages. */
const char *channel_path(void);
void channel_use(const char *path);

/* exchange.c: the messages of docs/daemon-protocol.md. */
enum outcome {
  ANSWERED,
  GONE,    /* the daemon ended, or does not behave */
  NOT_NOW, /* it is about to end or has too much to do: later */
  REFUSED  /* for the reason that was read */
};
struct exchange {
  int fd;
  uint32_t size; /* of the message that was begun */
  uint16_t kind;
  char body[4096 + 1]; /* unless it is an image; NUL-terminated */
};
struct exchange_request {
  const uint8_t *hash;
  uint32_t function, debug_level;
  const uint8_t *placed; /* a bit for each function that the client has */
  uint32_t placed_bytes;
};
struct exchange_answer {
  uint32_t leader, unit_functions, object_size, microseconds;
  uint32_t found; /* it was made before */
  char name[256]; /* of the function that was asked for */
  uint8_t *data;  /* the image: pages of its own, the caller's */
  size_t size;
};
struct exchange_stamp {
  uint64_t llvm_size, llvm_time;
};
/* Greets, and sends a request if there is one, without waiting in between. */
enum outcome exchange_greet(struct exchange *exchange, const struct exchange_request *request,
                            struct exchange_stamp *stamp);
/* Begins the next message; reads its body unless it is an image. -1 when the daemon is gone. */
int exchange_next(struct exchange *exchange);
int exchange_send(const struct exchange *exchange, uint16_t kind, const void *head,
                  size_t head_size, const void *body, size_t size);
/* Of an ERROR that was read: what it means, its kind and its text. */
enum outcome exchange_refusal(const struct exchange *exchange);
uint32_t exchange_error_kind(const struct exchange *exchange);
const char *exchange_error_text(const struct exchange *exchange);
/* Has the daemon join units that it made into one image. Not 0 when it is gone. */
struct exchange_pack {
  const uint8_t *hash;
  uint32_t debug_level;
  const uint32_t *leaders; /* first functions of the units */
  uint32_t leader_count;
  const char *cache; /* its root */
};
int exchange_pack(struct exchange *exchange, const struct exchange_pack *pack);
/* Reads the rest of an IMAGE. GONE when there is no memory, too. */
enum outcome exchange_image(const struct exchange *exchange, struct exchange_answer *answer);

#endif
