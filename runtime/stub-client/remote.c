/* remote.c - what the client asks autojitd for. The messages: docs/daemon-protocol.md. */
#include "client.h"
#include "protocol.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A daemon that is killed loses nothing: the request is made again, by one that is started if need be. */
enum { ATTEMPTS = 2, PLACED_LIMIT = 16 << 10 };

static const char install_hint[] =
    "; install autojitd on PATH or name it in AUTOJIT_DAEMON_PATH, or link libautojit-runtime.so";

int remote_stamp(uint64_t *llvm_size, uint64_t *llvm_time) {
  struct exchange exchange;
  enum channel_error error;
  struct exchange_stamp stamp;
  exchange.fd = channel_connect(&settings_get()->places, &error);
  if (exchange.fd < 0)
    return 0;
  enum outcome outcome = exchange_greet(&exchange, NULL, &stamp);
  close(exchange.fd);
  if (outcome != ANSWERED)
    return 0;
  *llvm_size = stamp.llvm_size;
  *llvm_time = stamp.llvm_time;
  return 1;
}

/* A function that is needed now. */
struct wanted {
  struct module *module;
  uint32_t function;
  const void *caller;
  struct answer *answer;
  int spare; /* descriptors were made free for this */
};

/* Where a module file may be, and what was wrong with it. */
struct place {
  char path[PATH_SIZE];
  int missing;
  char what[256];
};

static void name_of(char name[512], const struct wanted *wanted) {
  int length = autojit_symbol_name(wanted->caller, name, 511);
  name[length > 0 ? length : 0] = '\0';
  if (length > 0)
    return;
  struct text text;
  text_start(&text, "");
  text_add_format(&text, "function %lu", (uint64_t)wanted->function);
  autojit_copy_text(name, 512, text.data);
}

static _Noreturn void cannot_run(const struct wanted *wanted, const char *what, const char *path,
                                 const char *remedy) {
  char name[512];
  name_of(name, wanted);
  stop_format("cannot run %s from %s: %s%s%s%s%s", name, wanted->module->source, what, path ? " '" : "",
              path ? path : "", path ? "'" : "", remedy);
}

static void log_sent(const struct module *module, size_t size) {
  if (!log_enabled())
    return;
  struct text line;
  text_start(&line, "open ");
  text_add_hex(&line, module->hash, 16);
  text_add_format(&line, " (%s): %lu bytes to autojitd", module->source, (uint64_t)size);
  log_line(&line);
}

/* Sends one candidate. 0 when it was taken, 1 when it is no good (and why is in place), -1 when the daemon
 * is gone. On 0 the next message has been begun. */
static int offer(struct exchange *exchange, const struct module *module, struct place *place,
                 const uint8_t *data, size_t size) {
  log_sent(module, size);
  if (exchange_send(exchange, MESSAGE_MODULE, "", 0, data, size) != 0 ||
      exchange_next(exchange) != 0)
    return -1;
  if (exchange_error_kind(exchange) != ERROR_MODULE_REJECTED)
    return 0;
  autojit_copy_text(place->what, sizeof place->what, exchange_error_text(exchange));
  return 1;
}

/* The places of a module file: where the compiler put it, and this user's cache, for it may have been built
 * by another user, or the cache has moved since. */
static int file_place(const struct module *module, int number, struct text *path) {
  const char *root = number ? cache_root() : module->directory;
  if (!root)
    return 0;
  text_start(path, root);
  text_add(path, number ? "/modules/" : "/");
  text_add_hex(path, module->hash, 16);
  text_add(path, ".bc");
  return 1;
}

static int offer_file(struct exchange *exchange, const struct module *module, struct place *place,
                      int number) {
  struct text path;
  if (!file_place(module, number, &path))
    return 1;
  autojit_copy_text(place->path, sizeof place->path, path.data);
  const uint8_t *data = module->files[number].data;
  size_t size = module->files[number].size;
  if (data)
    return offer(exchange, module, place, data, size);
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
static enum outcome send_module(struct exchange *exchange, const struct wanted *wanted) {
  const struct module *module = wanted->module;
  struct place first = {.missing = 0}, second = {.missing = 0};
  const struct place *told = &first;
  const struct autojit_module *record = module->record;
  int result;
  if (record->embedded) {
    autojit_copy_text(first.path, sizeof first.path, "the program itself");
    result = offer(exchange, module, &first,
                   (const uint8_t *)&record->embedded + record->embedded, record->embedded_size);
  } else {
    result = offer_file(exchange, module, &first, 0);
    if (result == 1)
      result = offer_file(exchange, module, &second, 1);
    if (result == 1 && first.missing && second.path[0] && !second.missing)
      told = &second;
  }
  if (result == 1) {
    int other_version = strncmp(told->what, "unsupported", 11) == 0;
    cannot_run(wanted, told->what, told->path,
               other_version
                   ? "; rebuild the program with the autojit.so of this runtime's version"
                   : "; rebuild the program (with ccache: CCACHE_RECACHE=1), or build it with "
                     "AUTOJIT_STORE=embed to be independent of the cache");
  }
  return result == 0 ? ANSWERED : GONE;
}

/* One conversation. After REFUSED, exchange has the error. */
static enum outcome converse(struct exchange *exchange, const struct wanted *wanted) {
  struct module *module = wanted->module;
  static uint8_t placed[PLACED_LIMIT];
  struct exchange_stamp stamp;
  struct exchange_request request = {.hash = module->hash,
                                     .function = wanted->function,
                                     .debug_level = (uint32_t)settings_get()->debug_level,
                                     .placed = placed};
  memset(placed, 0, sizeof placed);
  for (uint32_t id = 0; id < module->function_count && id < 8 * PLACED_LIMIT; ++id)
    if (module_has(module, id)) {
      placed[id / 8] |= (uint8_t)(1u << id % 8);
      request.placed_bytes = id / 8 + 1;
    }
  enum outcome outcome = exchange_greet(exchange, &request, &stamp);
  if (outcome != ANSWERED)
    return outcome;
  key_make(&wanted->answer->key, stamp.llvm_size, stamp.llvm_time);
  if (exchange_next(exchange) != 0)
    return GONE;
  if (exchange->kind == MESSAGE_NEED_MODULE) {
    outcome = send_module(exchange, wanted);
    if (outcome != ANSWERED)
      return outcome;
  }
  return exchange->kind == MESSAGE_IMAGE ? exchange_image(exchange, &wanted->answer->image)
                                         : exchange_refusal(exchange);
}

static _Noreturn void no_channel(const struct wanted *wanted, enum channel_error error) {
  struct text what;
  int problem = errno;
  const char *remedy;
  switch (error) {
  case CHANNEL_FOREIGN:
    text_start(&what, "the compile daemon belongs to another user");
    remedy = "; set AUTOJIT_SOCKET_PATH to a path of yours";
    break;
  case CHANNEL_NO_DAEMON:
    cannot_run(wanted, "no compile daemon answers, and autojitd was not found", NULL, install_hint);
  case CHANNEL_FAILED:
    text_start(&what, "");
    text_add_format(&what, "autojitd cannot be reached or started (errno %lu)", (uint64_t)problem);
    remedy = "; check that path and AUTOJIT_DAEMON_PATH";
    break;
  default:
    text_start(&what, "autojitd was started and does not answer");
    remedy = "; run autojitd by hand to see why";
  }
  if (was_provided())
    remedy = "; this program has called setuid, chroot or the like: let it reach a daemon from there, "
             "or link libautojit-runtime.so";
  cannot_run(wanted, what.data, channel_path(), remedy);
}

/* 0, or EMFILE when no descriptor is left. Does not return otherwise. */
static int compile(void *argument) {
  const struct wanted *wanted = argument;
  struct exchange exchange;
  double patience = autojit_clock() + 30000;
  for (int attempt = 0; attempt < ATTEMPTS;) {
    enum channel_error error;
    exchange.fd = channel_open(&settings_get()->places, &error);
    if (exchange.fd < 0) {
      if (error == CHANNEL_FAILED && errno == EMFILE && !wanted->spare)
        return EMFILE;
      no_channel(wanted, error);
    }
    enum outcome outcome = converse(&exchange, wanted);
    close(exchange.fd);
    if (outcome == ANSWERED)
      return 0;
    if (outcome == REFUSED) {
      if (exchange_error_kind(&exchange) == ERROR_COMPILATION)
        stop_format("%s", exchange_error_text(&exchange));
      cannot_run(wanted, exchange_error_text(&exchange), channel_path(),
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
  cannot_run(wanted, "autojitd ended twice without an answer", channel_path(),
             "; run autojitd by hand to see why; AUTOJIT_KEEP=NAME at compile time keeps a function "
             "out");
}

void remote_compile(struct module *module, uint32_t function, const void *caller,
                    struct answer *answer) {
  struct wanted wanted = {module, function, caller, answer, 0};
  if (compile(&wanted) == 0)
    return;
  wanted.spare = 1;
  if (autojit_with_spare_descriptors(compile, &wanted, EMFILE) != 0) {
    errno = EMFILE;
    no_channel(&wanted, CHANNEL_FAILED);
  }
}

void remote_provide(struct module *module) {
  struct text path;
  for (int i = 0; i < 2 && !module->record->embedded && file_place(module, i, &path); ++i)
    if (!module->files[i].data &&
        autojit_map_file(path.data, &module->files[i].data, &module->files[i].size, NULL) != 0)
      module->files[i].data = NULL;
}

void remote_pack(void) {
  struct exchange exchange = {.fd = -1};
  int process = getpid();
  for (const struct module *module = modules; module; module = module->next) {
    if (module->leader_count < 2 || module->process != process)
      continue;
    enum channel_error error;
    struct exchange_stamp stamp;
    if (exchange.fd < 0) {
      exchange.fd = channel_connect(&settings_get()->places, &error);
      if (exchange.fd < 0)
        return;
      if (exchange_greet(&exchange, NULL, &stamp) != ANSWERED)
        break;
    }
    const struct exchange_pack pack = {.hash = module->hash,
                                       .debug_level = (uint32_t)settings_get()->debug_level,
                                       .leaders = module->leaders,
                                       .leader_count = module->leader_count,
                                       .cache = cache_root()};
    if (exchange_pack(&exchange, &pack) != 0)
      break;
  }
  if (exchange.fd >= 0)
    close(exchange.fd);
}
