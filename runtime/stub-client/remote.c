/* remote.c - what the client asks autojitd for. The messages: docs/daemon-protocol.md. */
#include "client.h"
#include "protocol.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A daemon that is killed loses nothing: the request is made again, by one that is started if need be. */
enum { ATTEMPTS = 2, PLACED_LIMIT = 16 << 10 };

/* Why one attempt did not bring an answer. */
enum outcome { ANSWERED, GONE, NOT_NOW, REFUSED };

struct exchange {
  int fd;
  struct message message;
  char text[PROTOCOL_TEXT_LIMIT + 1]; /* body of the message, unless it is an image */
};

static const char install_hint[] =
    "; install autojitd on PATH or name it in AUTOJIT_DAEMON_PATH, or link libautojit-runtime.so";

static int send_message(int fd, uint16_t kind, const void *head, size_t head_size,
                        const void *body, size_t size) {
  struct {
    struct message message;
    char head[64];
  } buffer = {{(uint32_t)(head_size + size), kind, 0}, ""};
  memcpy(buffer.head, head, head_size);
  return channel_send(fd, &buffer, sizeof buffer.message + head_size) ||
         channel_send(fd, body, size);
}

static int receive_head(struct exchange *exchange) {
  do
    if (channel_receive(exchange->fd, &exchange->message, sizeof exchange->message) != 0)
      return -1;
  while (exchange->message.kind == MESSAGE_WORKING && exchange->message.size == 0);
  return 0;
}

static int receive_text(struct exchange *exchange) {
  uint32_t size = exchange->message.size;
  if (size > PROTOCOL_TEXT_LIMIT || channel_receive(exchange->fd, exchange->text, size) != 0)
    return -1;
  exchange->text[size] = '\0';
  return 0;
}

static int greet(struct exchange *exchange) {
  struct hello hello = {PROTOCOL_MAGIC, PROTOCOL_VERSION, PROTOCOL_IMAGE_VERSION,
                        PROTOCOL_MODULE_VERSION, 0};
  return send_message(exchange->fd, MESSAGE_HELLO, &hello, sizeof hello, NULL, 0);
}

static const struct error_head *error_of(const struct exchange *exchange) {
  return (const struct error_head *)exchange->text;
}

static const char *error_text(const struct exchange *exchange) {
  return exchange->text + sizeof(struct error_head);
}

/* GONE, NOT_NOW or REFUSED, of an ERROR message whose body has been received. */
static enum outcome kind_of_refusal(const struct exchange *exchange) {
  if (exchange->message.size < sizeof(struct error_head))
    return GONE;
  uint32_t kind = error_of(exchange)->kind;
  return kind == ERROR_BUSY || kind == ERROR_STOPPING ? NOT_NOW : REFUSED;
}

static enum outcome receive_welcome(struct exchange *exchange, struct welcome *welcome) {
  if (receive_head(exchange) != 0 || receive_text(exchange) != 0)
    return GONE;
  if (exchange->message.kind == MESSAGE_ERROR)
    return kind_of_refusal(exchange);
  memcpy(welcome, exchange->text, sizeof *welcome);
  if (exchange->message.kind != MESSAGE_WELCOME || exchange->message.size < sizeof *welcome ||
      memcmp(welcome->hello.magic, PROTOCOL_MAGIC, 8) != 0)
    return GONE;
  return ANSWERED;
}

int remote_stamp(uint64_t *llvm_size, uint64_t *llvm_time) {
  struct exchange exchange;
  enum channel_error error;
  struct welcome welcome;
  exchange.fd = channel_open(0, &error);
  if (exchange.fd < 0)
    return 0;
  enum outcome outcome = greet(&exchange) == 0 ? receive_welcome(&exchange, &welcome) : GONE;
  close(exchange.fd);
  if (outcome != ANSWERED)
    return 0;
  *llvm_size = welcome.llvm_size;
  *llvm_time = welcome.llvm_time;
  return 1;
}

/* Where a module file may be, and what was wrong with it. */
struct place {
  char path[PATH_SIZE];
  int missing;
  char what[256];
};

static void name_of(char name[512], uint32_t function, const void *caller) {
  int length = autojit_symbol_name(caller, name, 511);
  name[length > 0 ? length : 0] = '\0';
  if (length > 0)
    return;
  struct text text;
  text_start(&text, "function ");
  text_add_number(&text, function);
  autojit_copy_text(name, 512, text.data);
}

static _Noreturn void cannot_run(const struct module *module, uint32_t function,
                                 const void *caller, const char *what, const char *path,
                                 const char *remedy) {
  char name[512];
  struct text line;
  name_of(name, function, caller);
  text_start(&line, "cannot run ");
  text_add(&line, name);
  text_add(&line, " from ");
  text_add(&line, module->source);
  text_add(&line, ": ");
  text_add(&line, what);
  if (path) {
    text_add(&line, " '");
    text_add(&line, path);
    text_add(&line, "'");
  }
  text_add(&line, remedy);
  stop(&line);
}

static void log_sent(const struct module *module, size_t size) {
  if (!log_enabled())
    return;
  struct text line;
  text_start(&line, "open ");
  text_add_hex(&line, module->hash, 16);
  text_add(&line, " (");
  text_add(&line, module->source);
  text_add(&line, "): ");
  text_add_number(&line, size);
  text_add(&line, " bytes to autojitd");
  log_line(&line);
}

/* Sends one candidate. 0 when it was taken, 1 when it is no good (and why is in place), -1 when the daemon
 * is gone. On 0 the next message has been begun. */
static int offer(struct exchange *exchange, const struct module *module, struct place *place,
                 const uint8_t *data, size_t size) {
  log_sent(module, size);
  if (send_message(exchange->fd, MESSAGE_MODULE, NULL, 0, data, size) != 0 ||
      receive_head(exchange) != 0)
    return -1;
  if (exchange->message.kind != MESSAGE_ERROR)
    return 0;
  if (receive_text(exchange) != 0)
    return -1;
  if (exchange->message.size < sizeof(struct error_head) ||
      error_of(exchange)->kind != ERROR_MODULE_REJECTED)
    return 0;
  autojit_copy_text(place->what, sizeof place->what, error_text(exchange));
  return 1;
}

static int offer_file(struct exchange *exchange, const struct module *module, struct place *place,
                      const char *directory) {
  struct text path;
  text_start(&path, directory);
  text_add(&path, "/");
  text_add_hex(&path, module->hash, 16);
  text_add(&path, ".bc");
  autojit_copy_text(place->path, sizeof place->path, path.data);
  const uint8_t *data;
  size_t size;
  int error = autojit_map_file(place->path, &data, &size, NULL);
  if (error) {
    place->missing = error == ENOENT || error == ENOTDIR;
    autojit_copy_text(place->what, sizeof place->what,
                      place->missing ? "the module file is missing"
                                     : "the module file cannot be read");
    return 1;
  }
  int result = offer(exchange, module, place, data, size);
  autojit_unmap_file(data, size);
  return result;
}

/* Finds the bitcode, in the object, where the compiler put it, or in this user's cache, and sends it. */
static enum outcome send_module(struct exchange *exchange, const struct module *module,
                                uint32_t function, const void *caller) {
  struct place first = {.missing = 0}, second = {.missing = 0};
  const struct place *told = &first;
  const struct autojit_module *record = module->record;
  int result;
  if (record->embedded) {
    autojit_copy_text(first.path, sizeof first.path, "the program itself");
    result = offer(exchange, module, &first,
                   (const uint8_t *)&record->embedded + record->embedded, record->embedded_size);
  } else {
    result = offer_file(exchange, module, &first, module->directory);
    const struct settings *settings = settings_get();
    if (result == 1 && settings->has_cache) {
      /* Built by another user, or the cache has moved since. */
      struct text own;
      text_start(&own, settings->cache);
      text_add(&own, "/modules");
      result = offer_file(exchange, module, &second, own.data);
      if (first.missing && !second.missing)
        told = &second;
    }
  }
  if (result == 1) {
    int other_version = strncmp(told->what, "unsupported", 11) == 0;
    cannot_run(module, function, caller, told->what, told->path,
               other_version
                   ? "; rebuild the program with the autojit.so of this runtime's version"
                   : "; rebuild the program, or build it with AUTOJIT_STORE=embed to be "
                     "independent of the cache");
  }
  return result == 0 ? ANSWERED : GONE;
}

static int send_request(int fd, const struct module *module, uint32_t function) {
  static uint8_t placed[PLACED_LIMIT];
  uint32_t bytes = 0;
  memset(placed, 0, sizeof placed);
  for (uint32_t id = 0; id < module->function_count && id < 8 * PLACED_LIMIT; ++id)
    if (module_has(module, id)) {
      placed[id / 8] |= (uint8_t)(1u << id % 8);
      bytes = id / 8 + 1;
    }
  struct compile head = {.function = function,
                         .debug_level = (uint32_t)settings_get()->debug_level,
                         .placed_bytes = bytes};
  memcpy(head.hash, module->hash, sizeof head.hash);
  return send_message(fd, MESSAGE_COMPILE, &head, sizeof head, placed, bytes);
}

static enum outcome receive_image(struct exchange *exchange, struct answer *answer) {
  struct image_head head;
  uint32_t size = exchange->message.size;
  if (size < sizeof head || size > PROTOCOL_IMAGE_LIMIT ||
      channel_receive(exchange->fd, &head, sizeof head) != 0)
    return GONE;
  size -= (uint32_t)sizeof head;
  if (head.name_bytes >= sizeof answer->name || head.name_bytes > size ||
      channel_receive(exchange->fd, answer->name, head.name_bytes) != 0)
    return GONE;
  answer->name[head.name_bytes] = '\0';
  answer->leader = head.leader;
  answer->unit_functions = head.unit_functions;
  answer->object_size = head.object_size;
  answer->microseconds = head.microseconds;
  answer->found = head.found;
  answer->size = size - head.name_bytes;
  answer->data = pages_take(answer->size);
  if (!answer->data)
    stop_words("no memory is left for compiled code; raise the limit (ulimit -v)", "", "");
  if (channel_receive(exchange->fd, answer->data, answer->size) == 0)
    return ANSWERED;
  pages_return(answer->data, answer->size);
  return GONE;
}

/* One conversation. After REFUSED, exchange has the error. */
static enum outcome converse(struct exchange *exchange, struct module *module, uint32_t function,
                             const void *caller, struct answer *answer) {
  struct welcome welcome;
  /* A daemon that refuses the greeting may close before it has read the rest: its reason is there to be
   * read all the same. */
  if (greet(exchange) == 0)
    send_request(exchange->fd, module, function);
  enum outcome outcome = receive_welcome(exchange, &welcome);
  if (outcome != ANSWERED)
    return outcome;
  key_make(&answer->key, welcome.llvm_size, welcome.llvm_time);
  if (receive_head(exchange) != 0)
    return GONE;
  if (exchange->message.kind == MESSAGE_NEED_MODULE && exchange->message.size == 0) {
    outcome = send_module(exchange, module, function, caller);
    if (outcome != ANSWERED)
      return outcome;
  } else if (exchange->message.kind == MESSAGE_ERROR && receive_text(exchange) != 0) {
    return GONE;
  }
  if (exchange->message.kind == MESSAGE_IMAGE)
    return receive_image(exchange, answer);
  return exchange->message.kind == MESSAGE_ERROR ? kind_of_refusal(exchange) : GONE;
}

static _Noreturn void no_channel(const struct module *module, uint32_t function,
                                 const void *caller, enum channel_error error) {
  struct text what;
  int problem = errno;
  switch (error) {
  case CHANNEL_FOREIGN:
    cannot_run(module, function, caller, "the compile daemon belongs to another user",
               channel_path(), "; set AUTOJIT_SOCKET_PATH to a path of yours");
  case CHANNEL_NO_DAEMON:
    cannot_run(module, function, caller, "no compile daemon answers, and autojitd was not found",
               NULL, install_hint);
  case CHANNEL_FAILED:
    text_start(&what, "autojitd cannot be reached or started (errno ");
    text_add_number(&what, (uint64_t)problem);
    text_add(&what, ")");
    cannot_run(module, function, caller, what.data, channel_path(),
               "; check that path and AUTOJIT_DAEMON_PATH");
  default:
    cannot_run(module, function, caller, "autojitd was started and does not answer",
               channel_path(), "; run autojitd by hand to see why");
  }
}

void remote_compile(struct module *module, uint32_t function, const void *caller,
                    struct answer *answer) {
  struct exchange exchange;
  double patience = autojit_clock() + 30000;
  for (int attempt = 0; attempt < ATTEMPTS;) {
    enum channel_error error;
    exchange.fd = channel_open(1, &error);
    if (exchange.fd < 0)
      no_channel(module, function, caller, error);
    enum outcome outcome = converse(&exchange, module, function, caller, answer);
    close(exchange.fd);
    if (outcome == ANSWERED)
      return;
    if (outcome == REFUSED) {
      if (error_of(&exchange)->kind == ERROR_COMPILATION)
        stop_words(error_text(&exchange), "", "");
      cannot_run(module, function, caller, error_text(&exchange), channel_path(),
                 "; install client and daemon of one version");
    }
    if (outcome == GONE) {
      ++attempt;
    } else {
      /* It ends, or has too much to do: that passes. */
      struct timespec wait = {0, 10000000};
      nanosleep(&wait, NULL);
      if (autojit_clock() > patience)
        ++attempt;
    }
  }
  cannot_run(module, function, caller, "autojitd ended twice without an answer", channel_path(),
             "; run autojitd by hand to see why; AUTOJIT_KEEP=NAME at compile time keeps a function "
             "out");
}

void remote_pack(void) {
  struct exchange exchange = {.fd = -1};
  const struct settings *settings = NULL;
  int process = getpid();
  for (const struct module *module = modules; module; module = module->next) {
    if (module->leader_count < 2 || module->process != process)
      continue;
    enum channel_error error;
    struct welcome welcome;
    settings = settings_get();
    if (exchange.fd < 0) {
      exchange.fd = channel_open(0, &error);
      if (exchange.fd < 0)
        return;
      if (greet(&exchange) != 0 || receive_welcome(&exchange, &welcome) != ANSWERED)
        break;
    }
    struct pack head = {.debug_level = (uint32_t)settings->debug_level,
                        .leaders = module->leader_count,
                        .root_bytes = (uint32_t)strlen(settings->cache)};
    memcpy(head.hash, module->hash, sizeof head.hash);
    struct message message = {(uint32_t)(sizeof head + 4 * head.leaders + head.root_bytes),
                              MESSAGE_PACK, 0};
    if (channel_send(exchange.fd, &message, sizeof message) != 0 ||
        channel_send(exchange.fd, &head, sizeof head) != 0 ||
        channel_send(exchange.fd, module->leaders, 4 * head.leaders) != 0 ||
        channel_send(exchange.fd, settings->cache, head.root_bytes) != 0 ||
        receive_head(&exchange) != 0 || receive_text(&exchange) != 0)
      break;
  }
  if (exchange.fd >= 0)
    close(exchange.fd);
}
