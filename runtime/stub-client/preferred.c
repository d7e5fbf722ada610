/* preferred.c - the runtime asks a daemon: one that is there (AUTOJIT_DAEMON=prefer), or one that it starts
 * because it cannot load the compiler. Whatever goes wrong, the runtime compiles itself. Joined into an object of its own, whose only symbols these functions are. */
#include "preferred.h"
#include "channel.h"
#include "protocol.h"

#include <string.h>
#include <unistd.h>

/* False when none listens. */
static int begin(struct exchange *exchange, const char *cache, const char *daemon) {
  enum channel_error error;
  struct channel_places places = {.cache = cache, .daemon = daemon};
  exchange->fd = channel_open(&places, &error);
  return exchange->fd >= 0;
}

int autojit_ask_daemon(const struct autojit_daemon_request *request,
                       struct autojit_daemon_answer *result) {
  struct exchange exchange;
  if (!begin(&exchange, request->cache, request->daemon))
    return -1;
  struct exchange_request wanted = {.hash = request->hash,
                                    .function = request->function,
                                    .debug_level = request->debug_level,
                                    .placed = request->placed,
                                    .placed_bytes = request->placed_bytes};
  struct exchange_stamp stamp;
  struct exchange_answer answer;
  enum outcome outcome = exchange_greet(&exchange, &wanted, &stamp);
  /* Another compiler's code would have another key. */
  if (outcome == ANSWERED && (stamp.llvm_size != (uint64_t)request->llvm_size ||
                              stamp.llvm_time != (uint64_t)request->llvm_time))
    outcome = REFUSED;
  if (outcome == ANSWERED)
    outcome = exchange_next(&exchange) == 0 ? ANSWERED : GONE;
  if (outcome == ANSWERED && exchange.kind == MESSAGE_NEED_MODULE)
    outcome = exchange_send(&exchange, MESSAGE_MODULE, "", 0, request->module,
                            request->module_size) == 0 &&
                      exchange_next(&exchange) == 0
                  ? ANSWERED
                  : GONE;
  if (outcome == ANSWERED)
    outcome = exchange.kind == MESSAGE_IMAGE ? exchange_image(&exchange, &answer) : REFUSED;
  close(exchange.fd);
  if (outcome != ANSWERED)
    return -1;
  result->image = answer.data;
  result->size = answer.size;
  result->leader = answer.leader;
  result->functions = answer.unit_functions;
  result->found = answer.found;
  return 0;
}

int autojit_pack_at_daemon(const struct autojit_daemon_pack *request) {
  struct exchange exchange;
  if (!begin(&exchange, request->cache, NULL))
    return -1;
  const struct exchange_pack pack = {.hash = request->hash,
                                     .debug_level = request->debug_level,
                                     .leaders = request->leaders,
                                     .leader_count = request->leader_count,
                                     .cache = request->cache};
  struct exchange_stamp stamp;
  int result = exchange_greet(&exchange, NULL, &stamp) == ANSWERED ? exchange_pack(&exchange, &pack) : -1;
  close(exchange.fd);
  return result;
}
