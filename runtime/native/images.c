/* images.c - the dynamic loader, called without the guest lock.
 *
 * A thread that runs a constructor inside dlopen holds the loader's lock and may wait for ours in a
 * first call. So ours is never held while we wait for the loader's. */
#include "native.h"

#include <dlfcn.h>
#include <link.h>
#include <string.h>

struct loading {
  const char *path;
  int flags;
  void *handle;
};

static int load_again(void *argument) {
  struct loading *of = argument;
  of->handle = dlopen(of->path, of->flags);
  return 0;
}

void *autojit_load_library(const char *path, int flags) {
  struct loading of = {path, flags, dlopen(path, flags)};
  if (!of.handle && autojit_lacks_descriptors())
    autojit_with_spare_descriptors(load_again, &of, 0);
  return of.handle;
}

intptr_t autojit_open_image(const char *path, void **handle, char *message,
                            uint32_t message_size) {
  int depth = autojit_guest_release();
  intptr_t bias = -1;
  const char *problem = NULL;
  *handle = autojit_load_library(path, RTLD_NOW | RTLD_LOCAL);
  struct link_map *map;
  if (!*handle || dlinfo(*handle, RTLD_DI_LINKMAP, &map) != 0)
    problem = dlerror();
  else
    bias = (intptr_t)map->l_addr;
  if (bias == -1)
    autojit_copy_text(message, message_size, problem ? problem : "unknown loader error");
  autojit_guest_reacquire(depth);
  return bias;
}

/* What no reader of an ELF file looks at: the value beside the DT_NULL that ends the dynamic section. It
 * is zero when a library is loaded, and writable in an image. */
static void **owner_of(void *handle) {
  struct link_map *map;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
    return NULL;
  ElfW(Dyn) *entry = map->l_ld;
  while (entry->d_tag != DT_NULL)
    ++entry;
  return (void **)&entry->d_un.d_ptr;
}

int autojit_claim_image(void *handle, void *record) {
  int depth = autojit_guest_release();
  void **owner = owner_of(handle);
  void *current = owner ? __atomic_load_n(owner, __ATOMIC_ACQUIRE) : NULL;
  int claimed = current == record;
  if (owner && !claimed) {
    Dl_info info;
    if (!current || !dladdr(current, &info))
      claimed = __atomic_compare_exchange_n(owner, &current, record, 0, __ATOMIC_ACQ_REL,
                                            __ATOMIC_ACQUIRE);
  }
  autojit_guest_reacquire(depth);
  return claimed;
}

void autojit_close_image(void *handle) {
  int depth = autojit_guest_release();
  dlclose(handle);
  autojit_guest_reacquire(depth);
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
