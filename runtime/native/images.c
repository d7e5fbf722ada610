/* images.c - the dynamic loader, called without the guest lock.
 *
 * A thread that runs a constructor inside dlopen holds the loader's lock and may wait for ours in a
 * first call. So ours is never held while we wait for the loader's. */
#include "native.h"

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <string.h>

intptr_t autojit_open_image(const char *path, void **handle, char *message,
                            uint32_t message_size) {
  int depth = autojit_guest_release();
  intptr_t bias = -1;
  const char *problem = NULL;
  *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  struct link_map *map;
  if (!*handle || dlinfo(*handle, RTLD_DI_LINKMAP, &map) != 0)
    problem = dlerror();
  else
    bias = (intptr_t)map->l_addr;
  if (bias == -1 && message_size)
    snprintf(message, message_size, "%s", problem ? problem : "unknown loader error");
  autojit_guest_reacquire(depth);
  return bias;
}

void autojit_close_image(void *handle) {
  int depth = autojit_guest_release();
  dlclose(handle);
  autojit_guest_reacquire(depth);
}

int autojit_is_loaded(const void *address) {
  int depth = autojit_guest_release();
  Dl_info info;
  int loaded = dladdr(address, &info) != 0;
  autojit_guest_reacquire(depth);
  return loaded;
}

void *autojit_find_library_function(const char *name, const void *near) {
  int depth = autojit_guest_release();
  void *found = NULL;
  Dl_info info;
  struct link_map *map = NULL;
  /* The library that the code belongs to may have brought its dependencies along with RTLD_LOCAL. */
  if (dladdr1(near, &info, (void **)&map, RTLD_DL_LINKMAP) && map) {
    void *owner = dlopen(map->l_name[0] ? map->l_name : NULL, RTLD_LAZY | RTLD_NOLOAD);
    if (owner) {
      found = dlsym(owner, name);
      dlclose(owner);
    }
  }
  if (!found)
    found = dlsym(RTLD_DEFAULT, name);
  if (!found) {
    /* Compilers link these helpers statically; their shared form has all of them. */
    void *libgcc = dlopen("libgcc_s.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (libgcc)
      found = dlsym(libgcc, name);
  }
  autojit_guest_reacquire(depth);
  return found;
}

/* The program may define library functions itself, and count their calls or not expect ours: its
 * definitions come after the C library's for what LLVM calls. Sanitizers end a process that asks for
 * that, because theirs would come after, too. */
static int llvm_binding(void) {
  return dlsym(RTLD_DEFAULT, "__sanitizer_set_report_fd") ? RTLD_LOCAL : RTLD_LOCAL | RTLD_DEEPBIND;
}

int autojit_open_llvm(const char *path, const char *names, uint32_t count, void **addresses,
                      char *message, uint32_t message_size) {
  static void (*touch)(void);
  int depth = autojit_guest_release();
  const char *problem = NULL;
  void (*known)(void) = __atomic_load_n(&touch, __ATOMIC_ACQUIRE);
  if (!known) {
    void *handle = dlopen(path, RTLD_NOW | llvm_binding());
    if (!handle) {
      problem = dlerror();
    } else {
      for (uint32_t i = 0; i < count && !problem; ++i, names += strlen(names) + 1)
        if (!(addresses[i] = dlsym(handle, names)))
          problem = dlerror();
      /* A conversion that ISO C leaves open and POSIX requires. */
      *(void **)&known = dlsym(handle, "autojit_llvm_touch_thread");
      if (!problem)
        __atomic_store_n(&touch, known, __ATOMIC_RELEASE);
    }
  }
  if (!problem && known)
    known();
  if (problem && message_size)
    snprintf(message, message_size, "%s", problem);
  autojit_guest_reacquire(depth);
  return problem ? -1 : 0;
}
