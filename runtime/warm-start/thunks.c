/* thunks.c - stubs made at run time, and what they stand for: Thunks.cs. */
#include "warm.h"

static struct warm_meaning *meanings;
static uint32_t room;

static void add_meaning(struct warm_meaning meaning) {
  if (warm_state.meaning_count == room) {
    room = room ? 2 * room : 64;
    warm_state.meanings = meanings = arena_grow(meanings, warm_state.meaning_count, room, sizeof *meanings);
  }
  meanings[warm_state.meaning_count++] = meaning;
}

struct warm_thunk *warm_thunk_of(struct warm_module *module, uint32_t index, int is_import) {
  struct warm_thunk **alike = &module->buckets[index % WARM_BUCKETS], *thunk = *alike;
  while (thunk && (thunk->index != index || thunk->is_import != is_import))
    thunk = thunk->next_alike;
  if (thunk)
    return thunk;
  struct autojit_descriptor *descriptor;
  void *address = autojit_new_thunk(warm_state.meaning_count, &descriptor);
  if (!address)
    return NULL;
  add_meaning((struct warm_meaning){module, index, is_import});
  thunk = arena_take(sizeof *thunk);
  *thunk = (struct warm_thunk){.next = module->thunks, .next_alike = *alike, .address = address, .descriptor = descriptor,
                               .index = index, .is_import = is_import};
  *alike = module->thunks = thunk;
  return thunk;
}
