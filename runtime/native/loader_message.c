/* loader_message.c - what dlerror() will say, kept while we use the loader ourselves.
 *
 * A use of the loader drops the message that waits in its thread, and frees the one that dlerror() returned
 * last: `fail(dlerror())` would print what is no longer there. glibc has both in an object behind one of its
 * thread-locals. Where that has no name it is searched for: the word of libc's thread-locals that a failing call
 * fills, and that two calls of dlerror() clear. Where there is no such word, nothing is kept. */
#include "native.h"

#include <dlfcn.h>
#include <link.h>
#include <string.h>

enum { MOST_WORDS = 64, NO_REQUEST = 0x7fff };

/* From the thread pointer: libc's thread-locals are in every thread's static block. 0 until it is known. */
static ptrdiff_t offset;

static void **slot(void) { return (void **)((char *)__builtin_thread_pointer() + offset); }

static void forget(void) {
  dlerror(); /* Composes the message. */
  dlerror(); /* Frees it, and the object. */
}

struct measure {
  const struct link_map *map;
  size_t words;
};

static int measure(struct dl_phdr_info *library, size_t size, void *argument) {
  (void)size;
  struct measure *of = argument;
  if (library->dlpi_addr != of->map->l_addr)
    return 0;
  for (int i = 0; i < library->dlpi_phnum; ++i)
    if (library->dlpi_phdr[i].p_type == PT_TLS)
      of->words = library->dlpi_phdr[i].p_memsz / sizeof(void *);
  return 1;
}

static size_t thread_local_words(const struct link_map *map) {
  struct measure of = {map, 0};
  dl_iterate_phdr(measure, &of);
  return of.words;
}

static void search(struct link_map *map) {
  void **words = NULL, *before[MOST_WORDS], **found = NULL, *nothing = NULL;
  size_t count = thread_local_words(map);
  if (count > MOST_WORDS || dlinfo(map, RTLD_DI_TLS_DATA, &words) != 0 || !words)
    return;
  /* The first failure may be the first use of malloc, too, which has thread-locals as well. */
  dlinfo(map, NO_REQUEST, &nothing);
  forget();
  memcpy(before, words, count * sizeof(void *));
  dlinfo(map, NO_REQUEST, &nothing);
  int candidates = 0;
  for (size_t i = 0; i < count; ++i)
    if (!before[i] && words[i]) {
      found = &words[i];
      ++candidates;
    }
  forget();
  if (candidates == 1 && !*found)
    offset = (char *)found - (char *)__builtin_thread_pointer();
}

/* Before the program has used the loader, and inside dlopen, where no message waits. */
__attribute__((constructor)) static void find(void) {
#ifndef AUTOJIT_STATIC_CLIENT
  if (autojit_is_of_program(dlsym(RTLD_DEFAULT, "malloc")))
    return; /* To fail calls it, and it may call what is not compiled yet. */
#endif
  void *libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (!libc)
    return;
#ifndef AUTOJIT_STATIC_CLIENT /* Each byte of it counts. */
  void *word = dlsym(libc, "__libc_dlerror_result"); /* private to glibc, which may take it away */
  if (word)
    offset = (char *)word - (char *)__builtin_thread_pointer();
  else
#endif
    search(libc);
  dlclose(libc);
}

void *autojit_put_loader_message_aside(void) {
  if (!offset)
    return NULL;
  void *message = *slot();
  *slot() = NULL;
  return message;
}

void autojit_put_loader_message_back(void *message) {
  if (!offset)
    return;
  if (*slot())
    forget();
  *slot() = message;
}
