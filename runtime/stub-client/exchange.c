/* exchange.c - the messages between client and autojitd: docs/daemon-protocol.md. */
#include "channel.h"
#include "protocol.h"

#include <string.h>
#include <sys/mman.h>

_Static_assert(PROTOCOL_TEXT_LIMIT < sizeof((struct exchange *)0)->body, "with its NUL");

int exchange_send(const struct exchange *exchange, uint16_t kind, const void *head,
                  size_t head_size, const void *body, size_t size) {
  struct {
    struct message message;
    char head[64];
  } buffer = {{(uint32_t)(head_size + size), kind, 0}, ""};
  memcpy(buffer.head, head, head_size);
  return channel_send(exchange->fd, &buffer, sizeof buffer.message + head_size) ||
         channel_send(exchange->fd, body, size);
}

int exchange_next(struct exchange *exchange) {
  struct message message;
  do
    if (channel_receive(exchange->fd, &message, sizeof message) != 0)
      return -1;
  while (message.kind == MESSAGE_WORKING && message.size == 0);
  exchange->size = message.size;
  exchange->kind = message.kind;
  if (message.kind == MESSAGE_IMAGE)
    return 0;
  if (message.size > PROTOCOL_TEXT_LIMIT ||
      channel_receive(exchange->fd, exchange->body, message.size) != 0)
    return -1;
  exchange->body[message.size] = '\0';
  return 0;
}

uint32_t exchange_error_kind(const struct exchange *exchange) {
  struct error_head head = {0, 0};
  if (exchange->kind == MESSAGE_ERROR && exchange->size >= sizeof head)
    memcpy(&head, exchange->body, sizeof head);
  return head.kind;
}

const char *exchange_error_text(const struct exchange *exchange) {
  return exchange->body + sizeof(struct error_head);
}

enum outcome exchange_refusal(const struct exchange *exchange) {
  switch (exchange_error_kind(exchange)) {
  case 0:
    return GONE;
  case ERROR_BUSY:
  case ERROR_STOPPING:
    return NOT_NOW;
  default:
    return REFUSED;
  }
}

static void send_request(const struct exchange *exchange, const struct exchange_request *request) {
  struct compile head = {.function = request->function,
                         .debug_level = request->debug_level,
                         .placed_bytes = request->placed_bytes};
  memcpy(head.hash, request->hash, sizeof head.hash);
  exchange_send(exchange, MESSAGE_COMPILE, &head, sizeof head, request->placed,
                request->placed_bytes);
}

enum outcome exchange_greet(struct exchange *exchange, const struct exchange_request *request,
                            struct exchange_stamp *stamp) {
  struct hello hello = {PROTOCOL_MAGIC, PROTOCOL_VERSION, PROTOCOL_IMAGE_VERSION,
                        PROTOCOL_MODULE_VERSION, 0};
  /* A daemon that refuses the greeting may close before it has read the rest: its reason is there to be
   * read all the same. */
  if (exchange_send(exchange, MESSAGE_HELLO, &hello, sizeof hello, "", 0) == 0 && request)
    send_request(exchange, request);
  struct welcome welcome;
  if (exchange_next(exchange) != 0)
    return GONE;
  if (exchange->kind == MESSAGE_ERROR)
    return exchange_refusal(exchange);
  memcpy(&welcome, exchange->body, sizeof welcome);
  if (exchange->kind != MESSAGE_WELCOME || exchange->size < sizeof welcome ||
      memcmp(welcome.hello.magic, PROTOCOL_MAGIC, sizeof welcome.hello.magic) != 0)
    return GONE;
  stamp->llvm_size = welcome.llvm_size;
  stamp->llvm_time = welcome.llvm_time;
  return ANSWERED;
}

int exchange_pack(struct exchange *exchange, const struct exchange_pack *pack) {
  struct pack head = {.debug_level = pack->debug_level,
                      .leaders = pack->leader_count,
                      .root_bytes = (uint32_t)strlen(pack->cache)};
  memcpy(head.hash, pack->hash, sizeof head.hash);
  uint32_t leaders = 4 * head.leaders;
  struct message message = {(uint32_t)sizeof head + leaders + head.root_bytes, MESSAGE_PACK, 0};
  return channel_send(exchange->fd, &message, sizeof message) ||
         channel_send(exchange->fd, &head, sizeof head) ||
         channel_send(exchange->fd, pack->leaders, leaders) ||
         channel_send(exchange->fd, pack->cache, head.root_bytes) || exchange_next(exchange);
}

enum outcome exchange_image(const struct exchange *exchange, struct exchange_answer *answer) {
  struct image_head head;
  uint32_t size = exchange->size;
  if (size < sizeof head || size > PROTOCOL_IMAGE_LIMIT ||
      channel_receive(exchange->fd, &head, sizeof head) != 0)
    return GONE;
  size -= (uint32_t)sizeof head;
  if (head.name_bytes >= sizeof answer->name || head.name_bytes >= size ||
      channel_receive(exchange->fd, answer->name, head.name_bytes) != 0)
    return GONE;
  answer->name[head.name_bytes] = '\0';
  answer->leader = head.leader;
  answer->unit_functions = head.unit_functions;
  answer->object_size = head.object_size;
  answer->microseconds = head.microseconds;
  answer->found = head.found & 1;
  answer->size = size - head.name_bytes;
  void *pages =
      mmap(NULL, answer->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED)
    return GONE;
  answer->data = pages;
  if (channel_receive(exchange->fd, answer->data, answer->size) == 0)
    return ANSWERED;
  munmap(pages, answer->size);
  return GONE;
}
