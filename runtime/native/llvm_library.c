/* llvm_library.c - the private LLVM, opened without the guest lock: see images.c. */
#include "native.h"

#include <dlfcn.h>
#include <string.h>

/* The program may define library functions itself, and count their calls or not expect ours: its
 * definitions come after the C library's for what LLVM calls. Sanitizers end a process that asks for
 * that, because theirs would come after, too. */
static int llvm_binding(void) {
  return autojit_find_without_loader("__sanitizer_set_report_fd") ? RTLD_LOCAL : RTLD_LOCAL | RTLD_DEEPBIND;
}

int autojit_open_llvm(const char *path, const char *names, uint32_t count, void **addresses,
                      char *message, uint32_t message_size) {
  static void (*touch)(void);
  int depth = autojit_guest_release();
  const char *problem = NULL;
  void (*known)(void) = __atomic_load_n(&touch, __ATOMIC_ACQUIRE);
  if (count) { /* When two threads come here at once the second waits in the loader. */
    void *handle = NULL;
    if (autojit_has_interrupted_loader()) {
      problem = "the loader needs a function that is not compiled yet, such as one that the program's own malloc calls "
                "(build with AUTOJIT_KEEP=NAME)";
    } else {
      autojit_begin_loader_use();
      handle = autojit_load_library(path, RTLD_NOW | llvm_binding());
      problem = handle ? NULL : dlerror();
      autojit_end_loader_use();
    }
    if (handle) {
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
  if (problem)
    autojit_copy_text(message, message_size, problem);
  autojit_guest_reacquire(depth);
  return problem ? -1 : 0;
}
