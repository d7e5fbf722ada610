/* provide.c - opens what first calls may need later, before the program gives up the right to open
 * it. What Provisions.cs is in the runtime, but for the compiler, which is somewhere else. */
#include "client.h"

static int provided;

int was_provided(void) { return provided; }

void provide(void) {
  static uint64_t seen;
  uint64_t changes = autojit_library_changes();
  if (changes == seen)
    return;
  provided = 1;
  double start = autojit_clock();
  struct autojit_module **records;
  void *held;
  uint32_t room = 32, count;
  do {
    room *= 2;
    records = pages_take(room * sizeof *records);
    if (!records)
      return;
    /* Of one program or library: others have clients of their own. */
    count = (uint32_t)autojit_find_modules(0, &held, records, room); /* Not -1: this is one. */
    /* One of another version stops the program when it is called, not before. */
    for (uint32_t i = 0; i < count && count < room; ++i)
      if (records[i]->version == AUTOJIT_ABI_VERSION) {
        struct module *module = module_of(records[i]);
        module_provide(module);
        remote_provide(module);
      }
    if (held)
      autojit_close_image(held);
    pages_return(records, room * sizeof *records);
  } while (count == room);
  seen = changes; /* Not before: another thread that comes here may not go on. */
  if (!log_enabled())
    return;
  struct text line;
  text_start(&line, "");
  text_add_format(&line, "opened what %lu modules may need: files may be out of reach from now on",
                  (uint64_t)count);
  text_add_since(&line, start);
  log_line(&line);
}
