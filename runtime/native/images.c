/* images.c - the dynamic loader, called without the guest lock.
 *
 * A thread that runs a constructor inside dlopen holds the loader's lock and may wait for ours in a
 * first call. So ours is never held while we wait for the loader's, and for that we do not wait for ever. */
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

static intptr_t load(const char *path, void **handle, const char **problem) {
  *handle = autojit_load_library(path, RTLD_NOW | RTLD_LOCAL);
  struct link_map *map;
  if (*handle && dlinfo(*handle, RTLD_DI_LINKMAP, &map) == 0)
    return (intptr_t)map->l_addr;
  *problem = dlerror();
  return -1;
}

static int is_mapped(void *handle) {
#ifdef AUTOJIT_STATIC_CLIENT
  (void)handle;
  return 0;
#else
  return (uintptr_t)handle & 1;
#endif
}

/* The file begins at address zero. */
static intptr_t map(const char *path, void **handle, const char **problem) {
  char *base = autojit_map_image(path);
  *problem = "the loader is busy";
  *handle = base ? base + 1 : NULL;
  return base ? (intptr_t)base : -1;
}

intptr_t autojit_open_image(const char *path, void **handle, char *message,
                            uint32_t message_size) {
  int depth = autojit_guest_release();
  const char *problem = NULL;
  int is_free = autojit_take_loader();
  intptr_t bias = (is_free ? load : map)(path, handle, &problem);
  if (bias == -1)
    autojit_copy_text(message, message_size, problem ? problem : "unknown loader error");
  if (is_free)
    autojit_leave_loader();
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
  if (is_mapped(handle))
    return 1; /* Nobody else has it. */
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
  if (is_mapped(handle)) {
    autojit_unmap_image((char *)handle - 1);
  } else if (autojit_take_loader()) { /* Else it stays. */
    dlclose(handle);
    autojit_leave_loader();
  }
  autojit_guest_reacquire(depth);
}

static void *find_library_function(const char *name, const void *near) {
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
  return found;
}

void *autojit_find_library_function(const char *name, const void *near) {
  int depth = autojit_guest_release();
  void *found;
  if (autojit_take_loader()) {
    found = find_library_function(name, near);
    autojit_leave_loader();
  } else {
    found = autojit_find_without_loader(name);
  }
  autojit_guest_reacquire(depth);
  return found;
}
