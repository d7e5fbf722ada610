/* native.h - what the C parts of the runtime know of each other, and what C# calls (DllImport
 * "autojit-native"). Everything but __autojit_resolve is local to the library. The client of the daemon
 * (runtime/stub-client) is made of the same files, less those that serve managed code. */
#ifndef AUTOJIT_NATIVE_H
#define AUTOJIT_NATIVE_H

#include "autojit_abi.h"

#include <elf.h>
#include <stddef.h>
#include <stdint.h>

/* enter.c: called by the trampoline on the caller's stack; returns the finished address. */
void *autojit_enter(struct autojit_descriptor *descriptor);

/* What differs between the runtime (RustJit.Native.Exports) and the daemon's client (stub-client). Both run
 * on a helper stack under the guest lock, with signals blocked and cancellation off. The first never
 * returns without an address. The second is called at normal exit, if that was asked for. */
void *autojit_resolve_call(struct autojit_descriptor *descriptor);
void *autojit_process_exits(void *unused);
void autojit_ask_for_exit(void); /* enter.c */

/* enter.c: runs function like the resolver, or not at all when there is no memory for a stack. */
void autojit_run(void *(*function)(void *), void *argument);
/* enter.c: runs function like the resolver, unless another thread is inside. */
void autojit_run_if_free(void *(*function)(void *), void *argument);

/* trampoline.S */
void *autojit_call_on_stack(void *(*function)(void *), void *argument, void *stack_top);

#ifndef AUTOJIT_STATIC_CLIENT
/* runtime/warm-start/resolve.c: does without managed code what it can; null when that has to find the address. */
void *autojit_resolve_warm(struct autojit_descriptor *descriptor);

/* enter.c: whether managed code has run; what comes before it does; and whether the caller of the stub blocks a signal. */
int autojit_is_managed_code_started(void);
void autojit_start_managed_code(void);
int autojit_caller_blocks_signals(void);

/* constructors.c: whether this library's have run, and how to run them if not. */
extern volatile int autojit_is_constructed;
void autojit_construct(void);

/* guest.c: for who will allocate much. */
void autojit_managed_heap_grows_fast(void);

/* libc_calls.c: whether a function is the program's own; and for who writes to what the loader has made read-only here. */
int autojit_is_of_program(const void *function);
void autojit_write_read_only(void (*write)(void));
#endif

/* vector_state.c: 1 xsavec, 2 xsave, 3 fxsave; 0 until it is known. */
extern uint32_t autojit_vector_save;
extern uint32_t autojit_vector_mask;
uint32_t autojit_detect_vector_state(void);

/* lock.c: recursive, taken by fork as well. */
void autojit_guest_lock(void);
void autojit_guest_unlock(void);
int autojit_guest_try_lock(void); /* true when it was free or ours */
/* Gives the lock up completely and returns how often it was held; the other takes it back. */
int autojit_guest_release(void);
void autojit_guest_reacquire(int depth);

/* stacks.c: helper stacks; under the guest lock. Null when no memory is left. */
struct autojit_stack {
  struct autojit_stack *next;
  char *low; /* first usable byte */
  size_t size;
};
struct autojit_stack *autojit_take_stack(void);
void autojit_return_stack(struct autojit_stack *stack);
/* The helper stack this thread runs on, or null. */
extern __thread struct autojit_stack *autojit_current_stack
    __attribute__((tls_model("initial-exec")));

/* thunks.c: a stub made at run time, whose descriptor has module 0 and this function number.
 * Returns its address and sets *descriptor; null when no memory is left. Under the guest lock. */
void *autojit_new_thunk(uint32_t function, struct autojit_descriptor **descriptor);

#ifndef AUTOJIT_STATIC_CLIENT
/* loader_lock.c: before and after calls of the dynamic loader. The first says no when another thread has kept the
 * loader for so long that it may be waiting for this one; it is not ours then. Without the guest lock. */
int autojit_take_loader(void);
void autojit_leave_loader(void);
int autojit_has_interrupted_loader(void); /* whether this thread is in it already, and must not call it again */
void autojit_begin_loader_use(void); /* around a call of the loader that cannot wait */
void autojit_end_loader_use(void);
int autojit_loader_is_busy(void); /* whether it would say no; gives the guest lock up */
/* For fork, with the guest lock: the same for the lock of the loader's list of libraries; and both anew in the child,
 * where the loader is busy for ever if it was not taken. */
int autojit_take_loader_for_fork(void);
void autojit_leave_loader_after_fork(void);
int autojit_take_library_list(void);
void autojit_leave_library_list(void);
void autojit_renew_loader(int was_taken);

/* mapped_image.c: an image loaded without the loader, by the address it begins at, or null. */
void *autojit_map_image(const char *path);
void autojit_unmap_image(void *base);
/* A function in the first library that has it, or null. */
void *autojit_find_without_loader(const char *name);
#else
/* There is no room for this in the client: it waits. */
static inline int autojit_take_loader(void) { return 1; }
static inline void autojit_leave_loader(void) {}
static inline int autojit_take_loader_for_fork(void) { return 1; }
static inline void autojit_leave_loader_after_fork(void) {}
static inline int autojit_take_library_list(void) { return 0; }
static inline void autojit_leave_library_list(void) {}
static inline void autojit_renew_loader(int was_taken) { (void)was_taken; }
static inline void *autojit_map_image(const char *path) { return (void)path, NULL; }
static inline void autojit_unmap_image(void *base) { (void)base; }
static inline void *autojit_find_without_loader(const char *name) { return (void)name, NULL; }
#endif

/* images.c: dlopen without the guest lock (a thread inside dlopen may be waiting for it in a
 * constructor), or autojit_map_image where the loader stays busy: handles with the lowest bit set are of that
 * kind. Returns the load bias and sets *handle; on failure returns -1 and copies the loader's message. */
intptr_t autojit_open_image(const char *path, void **handle, char *message, uint32_t message_size);
void autojit_close_image(void *handle);
/* dlopen, also when no descriptor is left. */
void *autojit_load_library(const char *path, int flags);
/* The loader gives out one library for one file, and an image can be bound to one owner only: to a module
 * record in a program or library. True when this one owns it now. An owner that is no longer loaded loses
 * it. All resolvers of a process agree about this, for the mark is in the image. Without the guest lock. */
int autojit_claim_image(void *handle, void *record);
/* What the static linker would have bound a library call to: found through the program or library
 * that contains `near`, then globally, then in libgcc_s. Null when there is none. */
void *autojit_find_library_function(const char *name, const void *near);

/* llvm_library.c: opens the private LLVM and fills addresses[count] from the NUL-separated names, or is told by
 * count 0 that this was done; touches its thread storage, whose first use in a thread may wait for the loader
 * too. Without the guest lock. Returns 0, or -1 with the loader's message. Call it before each use by another
 * thread. */
int autojit_open_llvm(const char *path, const char *names, uint32_t count, void **addresses,
                      char *message, uint32_t message_size);

/* modules.c: the records of modules that this resolver serves, in the number-th of the programs and libraries
 * that have some. Returns how many there are, room if there are more, or -1 when there is no such library.
 * Until autojit_close_image(*held), unless that is null, nobody unloads it. Without the guest lock. */
int autojit_find_modules(uint32_t number, void **held, struct autojit_module **records,
                         uint32_t room);
/* Whether the address is in a program or library that is loaded now. Takes no lock. */
int autojit_is_in_library(const void *address);
/* The descriptor behind the stub at this address; null when there is no stub of this resolver. Takes no lock. */
struct autojit_descriptor *autojit_descriptor_of(const void *function);
/* Another number when something has been loaded or unloaded since. Without the guest lock. */
uint64_t autojit_library_changes(void);

/* loader_message.c: takes what dlerror() knows out of this thread, and puts it back, forgetting what it has learnt since. */
void *autojit_put_loader_message_aside(void);
void autojit_put_loader_message_back(void *message);

/* hash.c */
void autojit_xxh3_128(const void *data, size_t size, uint8_t hash[16]);

/* process.c: what the process is like. Texts are borrowed and live as long as the process. */
const char *autojit_variable(const char *name); /* null for all in a process with elevated rights */
int autojit_program_path(char *path, uint32_t size); /* its length, without NUL; tells one program from another */
int autojit_is_traced(void);                    /* is a debugger attached */
#ifndef AUTOJIT_STATIC_CLIENT
/* Whether the process has had its system calls filtered (seccomp) since it was asked for a debugger. */
int autojit_is_filtered_since(void);
#endif
double autojit_clock(void);                     /* milliseconds, monotonic */
void autojit_write_error(const char *text, size_t size);
void autojit_copy_text(char *to, uint32_t size, const char *from); /* cut off where it is too long */
/* The name in the symbol table of the file that `address` was loaded from, for messages. Returns
 * its length, 0 when there is none. */
int autojit_symbol_name(const void *address, char *name, uint32_t size);

/* symbols.c: the same in an ELF file, for an address relative to where it is loaded. */
int autojit_find_symbol(const uint8_t *file, size_t size, uint64_t wanted, char *name,
                        uint32_t name_size);

/* segments.c: whether `size` bytes at this address, as the program headers count, are loaded with these rights. */
int autojit_is_loaded(const Elf64_Phdr *segments, int count, uint32_t rights, uint64_t address,
                      uint64_t size);

/* library_directory.c: borrowed for the life of the process, or null. */
const char *autojit_library_directory(void);

/* descriptors.c: whether open() would fail with EMFILE. */
int autojit_lacks_descriptors(void);
/* Runs work, which shall leave no descriptor open, where some are free, and returns its result, or `otherwise`
 * when that could not be arranged. */
int autojit_with_spare_descriptors(int (*work)(void *), void *argument, int otherwise);

/* files.c: 0 or an errno, unless something else is said. No descriptor stays open. */
/* Sets *last_use, if not null, to when it was last read or written, in seconds since 1970. */
int autojit_map_file(const char *path, const uint8_t **data, size_t *size, int64_t *last_use);
/* Sets the time of the last reading to now, unless that was less than an hour ago: file systems may
 * record reading once a day or never. */
void autojit_record_use(const char *path, int64_t last_use);
void autojit_unmap_file(const uint8_t *data, size_t size);
int autojit_write_new_file(const char *path, const void *data, size_t size);
int autojit_file_stamp(const char *path, int64_t *size, int64_t *modified);
/* What tells a file from others. An errno if there is none. */
int autojit_file_identity(const char *path, uint64_t *device, uint64_t *number);
/* Checks that it is a real directory of this user that nobody else may write to (EPERM when not). */
int autojit_check_directory(const char *path);
/* The same; creates it with mode 0700 when it is missing (its parents must exist). */
int autojit_private_directory(const char *path);
/* Checks the directory in the same way and fills names with NUL-terminated file names. Returns the
 * bytes used, 0 when there is no such directory, or a negative errno. What does not fit is left out. */
int autojit_list_directory(const char *path, char *names, uint32_t size);
/* A descriptor of an unnamed file with this content, or a negative errno. */
int autojit_memory_file(const void *data, size_t size);
void autojit_close(int descriptor);

#endif
