/* provide.c - opens what first calls may need later, before the program gives up the right to open it.
 * What Provisions.cs is in the runtime, but for the compiler, which is somewhere else. */
#include "client.h"

static int provided;

int was_provided(void) { return provided; }

void provide(void) {
  static uint64_t seen;
  static uint32_t known;
  uint64_t changes = autojit_library_changes();
  if (changes == seen)
    return;
  seen = changes;
  provided = 1;
  double start = autojit_clock();
  uint32_t room = 512, found = 0;
  for (uint32_t library = 0;; ++library) {
    void *held;
    struct autojit_module **records = pages_take(room * sizeof *records);
    int count = records ? autojit_find_modules(library, &held, records, room) : -1;
    /* One of another version stops the program when it is called, not before. */
    for (int i = 0; i < count && (uint32_t)count < room; ++i)
      if (records[i]->version == AUTOJIT_ABI_VERSION) {
        struct module *module = module_of(records[i]);
        module_provide(module);
        remote_provide(module);
        ++found;
      }
    if (records)
      pages_return(records, room * sizeof *records);
    if (count < 0)
      break;
    if (held)
      autojit_close_image(held);
    if ((uint32_t)count == room) {
      room *= 2;
      --library;
    }
  }
  if (!log_enabled() || found == known)
    return;
  known = found;
  struct text line;
  text_start(&line, "opened what ");
  text_add_number(&line, found);
  text_add(&line, " modules may need: files may be out of reach from now on");
  text_add_since(&line, start);
  log_line(&line);
}
