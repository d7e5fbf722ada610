/* loader_lock.c - waiting for the dynamic loader no longer than it makes sense.
 *
 * Who is inside dlopen holds the loader's lock while constructors run. One of them may wait for another
 * thread, and that thread for a first call, for which we need the loader: nobody would ever go on. So we take
 * the loader's lock ourselves before we call it, which is recursive, and give up after a while.
 *
 * The lock has no name. It is in the loader's table of global data, before the one that protects the list of
 * libraries; that one is held while dl_iterate_phdr calls back. Where they are not found, we wait for ever.
 *
 * A first call may also come out of the loader itself, in the thread that is in it: from the program's own malloc, or from
 * the handler of a signal that has interrupted it. It must not be called then. Constructors may call it. */
#include "native.h"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 100 /* milliseconds */ };

/* The loader's, and that of the list of libraries. */
static pthread_mutex_t *loader_lock, *list_lock;

/* In a child that was born while another thread was in the middle of a dlopen. */
static int is_lost;

struct table {
  char *start;
  size_t size;
};

static int is_recursive(const pthread_mutex_t *mutex) {
  return mutex->__data.__kind == PTHREAD_MUTEX_RECURSIVE_NP;
}

static int search(struct dl_phdr_info *library, size_t size, void *argument) {
  (void)library, (void)size;
  const struct table *table = argument;
  int self = gettid();
  /* The last one that is ours: inside dlopen the loader's lock is ours as well. */
  for (size_t at = 0; at + 2 * sizeof(pthread_mutex_t) <= table->size; at += sizeof(void *)) {
    pthread_mutex_t *pair = (void *)(table->start + at);
    if (is_recursive(&pair[0]) && is_recursive(&pair[1]) && pair[1].__data.__owner == self &&
        pair[1].__data.__count > 0 && pair[1].__data.__lock != 0) {
      loader_lock = &pair[0];
      list_lock = &pair[1];
    }
  }
  return 1;
}

__attribute__((constructor)) static void find(void) {
  struct table table = {dlsym(RTLD_DEFAULT, "_rtld_global"), 0};
  const ElfW(Sym) *symbol = NULL;
  Dl_info info;
  if (!table.start || !dladdr1(table.start, &info, (void **)&symbol, RTLD_DL_SYMENT) || !symbol)
    return;
  table.size = symbol->st_size;
  dl_iterate_phdr(search, &table);
}

/* *is_hopeless: somebody has waited in vain, and nobody has got it since. */
static int take(pthread_mutex_t *lock, int *is_hopeless) {
  if (pthread_mutex_trylock(lock) != 0) {
    if (__atomic_load_n(is_hopeless, __ATOMIC_RELAXED))
      return 0;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += PATIENCE * 1000000;
    if (until.tv_nsec >= 1000000000) {
      until.tv_nsec -= 1000000000;
      ++until.tv_sec;
    }
    if (pthread_mutex_clocklock(lock, CLOCK_MONOTONIC, &until) != 0) {
      __atomic_store_n(is_hopeless, 1, __ATOMIC_RELAXED);
      return 0;
    }
  }
  __atomic_store_n(is_hopeless, 0, __ATOMIC_RELAXED);
  return 1;
}

/* How often this thread is in a call of the loader that we have made. What we load has no constructors that call the program. */
static __thread unsigned uses __attribute__((tls_model("initial-exec")));

void autojit_begin_loader_use(void) { ++uses; }
void autojit_end_loader_use(void) { --uses; }

/* dlopen and dlclose say what they are doing, exit() does not. Who handles a signal has it blocked, as a rule; who blocks it
 * in a constructor loses little. */
int autojit_has_interrupted_loader(void) {
  if (uses > 0)
    return 1;
  return loader_lock && loader_lock->__data.__owner == gettid() &&
         (_r_debug.r_state != RT_CONSISTENT || autojit_caller_blocks_signals());
}

int autojit_take_loader_for_fork(void) {
  static int is_hopeless;
  return !loader_lock || (!is_lost && take(loader_lock, &is_hopeless));
}

void autojit_leave_loader_after_fork(void) {
  if (loader_lock)
    pthread_mutex_unlock(loader_lock);
}

int autojit_take_loader(void) {
  if (autojit_has_interrupted_loader() || !autojit_take_loader_for_fork())
    return 0;
  autojit_begin_loader_use();
  return 1;
}

void autojit_leave_loader(void) {
  autojit_end_loader_use();
  autojit_leave_loader_after_fork();
}

int autojit_loader_is_busy(void) {
  int depth = autojit_guest_release();
  int is_free = autojit_take_loader();
  if (is_free)
    autojit_leave_loader();
  autojit_guest_reacquire(depth);
  return !is_free;
}

int autojit_take_library_list(void) {
  static int is_hopeless;
  return list_lock && take(list_lock, &is_hopeless);
}

void autojit_leave_library_list(void) { pthread_mutex_unlock(list_lock); }

/* The C library does this for the first one only: a child that is born while another thread looks through the
 * list of libraries could never load code. Whoever has kept that lock for long was reading. */
void autojit_renew_loader(int was_taken) {
  static const pthread_mutex_t fresh = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
  if (loader_lock)
    *loader_lock = *list_lock = fresh;
  is_lost |= !was_taken;
}

/* dladdr() for this library, less the symbol: the list of libraries is never kept for long. */
int __wrap_dladdr(const void *address, Dl_info *info);

struct place {
  uintptr_t address;
  Dl_info *info;
};

static int find_place(struct dl_phdr_info *library, size_t size, void *argument) {
  (void)size;
  const struct place *place = argument;
  if (!autojit_is_loaded(library->dlpi_phdr, library->dlpi_phnum, 0,
                         place->address - library->dlpi_addr, 1))
    return 0;
  *place->info =
      (Dl_info){.dli_fname = library->dlpi_name, .dli_fbase = (void *)library->dlpi_addr};
  return 1;
}

int __wrap_dladdr(const void *address, Dl_info *info) {
  struct place place = {(uintptr_t)address, info};
  return dl_iterate_phdr(find_place, &place);
}
