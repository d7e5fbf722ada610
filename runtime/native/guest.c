/* Good manners: keeps the NativeAOT runtime from changing the process it is a guest in.
 *
 * The linker's --wrap (RustJit.Native.csproj) sends each call of X below to __wrap_X. There the list is
 * pinned too, so that with a new ILCompiler that renames one of them the runtime does not link.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../private-libc/allocator.h"
#include "native.h"

struct sigaction;

/* AddSignalHandler(int, void (*)(int, siginfo_t *, void *), struct sigaction *) installs SIGSEGV and
 * SIGFPE handlers to turn faults into managed exceptions. Faults are the program's own; ours are bugs, and
 * must end as a plain crash. Claims success, or the runtime refuses to start. */
bool __wrap__Z16AddSignalHandleriPFviP9siginfo_tPvEP9sigaction(int, void *, struct sigaction *);
bool __wrap__Z16AddSignalHandleriPFviP9siginfo_tPvEP9sigaction(int signal, void *handler,
                                                               struct sigaction *previous) {
  (void)signal;
  (void)handler;
  (void)previous;
  return true;
}

/* signal(SIGPIPE, SIG_IGN) would turn a program that dies at the end of its pipe into one that runs on.
 * Null is SIG_DFL. */
void *__wrap_signal(int, void *);
void *__wrap_signal(int signal, void *handler) {
  (void)signal;
  (void)handler;
  return NULL;
}

/* PalHijack sends a real-time signal to a thread that has to stop for a collection, which would interrupt
 * the program's system calls. Threads of the program are only in managed code inside autojit_guest_lock,
 * hence never two at a time, and nothing has to be stopped. */
void __wrap_PalHijack(void *, void *);
void __wrap_PalHijack(void *thread, void *context) {
  (void)thread;
  (void)context;
}

/* A thread of ours breaks unshare, setuid-like calls and every "is single-threaded" test, and does not
 * survive fork. Finalizers never run: owned handles are disposed. */
bool __wrap_PalStartFinalizerThread(void *, void *);
bool __wrap_PalStartFinalizerThread(void *callback, void *context) {
  (void)callback;
  (void)context;
  return true;
}

/* The original opens /dev/urandom and keeps the descriptor: the program's next open() would return
 * another number, and a program that closes all descriptors would break us. */
int32_t __wrap_SystemNative_GetNonCryptographicallySecureRandomBytes(uint8_t *, int32_t);
int32_t __wrap_SystemNative_GetNonCryptographicallySecureRandomBytes(uint8_t *buffer, int32_t length) {
  return getrandom(buffer, (size_t)length, GRND_NONBLOCK) == length ? 0 : -1;
}

/* The collector never commits the last, partial page of its table of regions, which it needs once the
 * whole range is in use: 256 GB by default, but 128 MB here. Only its tables are that small. */
#define LARGEST_TABLE (1 << 20)

/* What is reserved for objects, and which blocks of it may be written to, a bit for each. */
#define BLOCK ((size_t)2 << 20)
#define BLOCKS 64
#define GROWTH ((size_t)64 << 10) /* what is committed at once, for new objects */
static char *heap, *heap_end;
static uint64_t writable_blocks;
static int grows_fast;

void *__real__ZN15GCToOSInterface14VirtualReserveEmmjt(size_t, size_t, uint32_t, uint16_t);
void *__wrap__ZN15GCToOSInterface14VirtualReserveEmmjt(size_t, size_t, uint32_t, uint16_t);
void *__wrap__ZN15GCToOSInterface14VirtualReserveEmmjt(size_t size, size_t alignment, uint32_t flags,
                                                       uint16_t node) {
  void *memory =
      __real__ZN15GCToOSInterface14VirtualReserveEmmjt(size, alignment, flags, node);
  if (!memory) {
    /* The collector would abort without a word. */
    static const char message[] =
        "[autojit] no address space is left for the runtime; raise the limit (ulimit -v)\n";
    (void)!write(2, message, sizeof message - 1);
    abort();
  }
  if (size > LARGEST_TABLE && size <= BLOCKS * BLOCK) {
    heap = memory;
    heap_end = heap + size;
  }
  if (size <= LARGEST_TABLE)
    mprotect(memory, size, PROT_READ | PROT_WRITE);
  return memory;
}

/* From now on there is work for megabytes of objects. Taking them from the kernel page by page was a quarter of a first run. */
void autojit_managed_heap_grows_fast(void) {
  if (heap && !grows_fast) {
    grows_fast = 1;
    syscall(SYS_madvise, heap, heap_end - heap, MADV_HUGEPAGE);
  }
}

static bool is_heap(const char *start, size_t size) { return size > 0 && start >= heap && start + size <= heap_end; }

static bool commit_fast(char *start, size_t size) {
  for (size_t block = (size_t)(start - heap) / BLOCK; heap + block * BLOCK < start + size; ++block) {
    char *from = heap + block * BLOCK;
    size_t length = (size_t)(heap_end - from) < BLOCK ? (size_t)(heap_end - from) : BLOCK;
    if (!(writable_blocks >> block & 1)) {
      if (mprotect(from, length, PROT_READ | PROT_WRITE) != 0)
        return false;
      writable_blocks |= (uint64_t)1 << block;
    }
  }
  return true;
}

bool __real__ZN15GCToOSInterface13VirtualCommitEPvmt(void *, size_t, uint16_t);
bool __wrap__ZN15GCToOSInterface13VirtualCommitEPvmt(void *, size_t, uint16_t);
bool __wrap__ZN15GCToOSInterface13VirtualCommitEPvmt(void *address, size_t size, uint16_t node) {
  bool is_fast = grows_fast && is_heap(address, size);
  if (!(is_fast ? commit_fast(address, size) : __real__ZN15GCToOSInterface13VirtualCommitEPvmt(address, size, node)))
    return false;
  if (is_heap(address, size) && (is_fast || size >= GROWTH) && size <= BLOCK)
    autojit_populate(address, (char *)address + size);
  return true;
}

bool __real__ZN15GCToOSInterface15VirtualDecommitEPvm(void *, size_t);
bool __wrap__ZN15GCToOSInterface15VirtualDecommitEPvm(void *, size_t);
bool __wrap__ZN15GCToOSInterface15VirtualDecommitEPvm(void *address, size_t size) {
  const char *start = address;
  if (is_heap(address, size))
    for (size_t block = (size_t)(start - heap) / BLOCK; heap + block * BLOCK < start + size; ++block)
      writable_blocks &= ~((uint64_t)1 << block);
  return __real__ZN15GCToOSInterface15VirtualDecommitEPvm(address, size);
}

/* The collector tells the kernel of every piece of its heap whether it belongs into a core dump: a tenth of a warm run's
 * system calls. What has never been touched is in none, and the rest is small. */
int __wrap_madvise(void *, size_t, int);
int __wrap_madvise(void *address, size_t size, int advice) {
  return advice == MADV_DONTDUMP || advice == MADV_DODUMP ? 0 : (int)syscall(SYS_madvise, address, size, advice);
}

/* All that the runtime would need of libm, which programs that do not ask for it would have to load. */
double ceil(double value) {
  const double all_are_whole = 4503599627370496.0; /* 2^52 */
  if (!(value > -all_are_whole && value < all_are_whole))
    return value;
  double whole = (double)(int64_t)value;
  return whole < value ? whole + 1 : __builtin_copysign(whole, value);
}

/* The limits of the process's control group, read from /proc/self/mountinfo and other files: a twelfth of what a warm
 * process does. The heap has a limit of its own (RustJit.Native.csproj), and there is one thread. */
void __wrap__Z16InitializeCGroupv(void);
void __wrap__Z16InitializeCGroupv(void) {}
void __wrap__Z19InitializeCpuCGroupv(void);
void __wrap__Z19InitializeCpuCGroupv(void) {}

/* The nodes of the machine's memory, for a heap that is spread over them; its caches, for a size that ours has; how much
 * memory is free, for heaps that may grow. Reading directories and files calls the program's malloc, which may call what is not compiled yet. */
void __wrap__Z21NUMASupportInitializev(void);
void __wrap__Z21NUMASupportInitializev(void) {}
size_t __wrap__ZN15GCToOSInterface25GetCacheSizePerLogicalCpuEb(int is_true_size);
size_t __wrap__ZN15GCToOSInterface25GetCacheSizePerLogicalCpuEb(int is_true_size) {
  (void)is_true_size;
  return 1 << 20;
}
void __wrap__ZN15GCToOSInterface15GetMemoryStatusEmPjPmS1_(uint64_t limit, uint32_t *percent, uint64_t *available, uint64_t *swap);
void __wrap__ZN15GCToOSInterface15GetMemoryStatusEmPjPmS1_(uint64_t limit, uint32_t *percent, uint64_t *available, uint64_t *swap) {
  if (percent)
    *percent = 0;
  if (available)
    *available = limit;
  if (swap)
    *swap = 0;
}
