//===- LibraryFunctions.cpp - What the runtime calls in the C library -----===//
//
// A program may define these itself, and the runtime calls the program's: compiling such a function
// lazily would call it. Here is what LLVM's TargetLibraryInfo does not list.
// test/lit/plugin/keep-what-the-runtime-calls.test compares this with the runtime that was built.
//
//===----------------------------------------------------------------------===//

#include "Eligibility.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

static constexpr StringLiteral Names[] = {
    "__clone", "__errno_location", "__fxstat64", "__getdelim", "__libc_current_sigrtmax",
    "__libc_current_sigrtmin", "__lxstat64", "__register_atfork", "__sched_cpucount",
    "__stack_chk_fail", "__tls_get_addr", "__xstat64", "_dl_find_object", "_r_debug", "asprintf",
    "clock_gettime",
    "clock_nanosleep", "close", "dl_iterate_phdr", "dladdr", "dladdr1", "dlclose", "dlerror",
    "dlinfo", "dlopen", "dlsym", "dup2", "fchmod", "fcntl", "fdopendir", "flock", "gai_strerror", "getauxval",
    "getcwd", "getdents64", "geteuid", "getpid", "getpwuid_r", "getrandom", "getrlimit",
    "getrlimit64", "gettid", "gnu_get_libc_version", "ioctl", "isatty", "kill", "lrand48", "lseek64", "madvise",
    "memfd_create", "mlock", "mmap", "mmap64", "mprotect", "munlock", "munmap", "nanosleep", "pipe",
    "pipe2", "poll", "prctl", "pread64", "pthread_atfork", "pthread_attr_destroy",
    "pthread_attr_getstack", "pthread_attr_init", "pthread_attr_setdetachstate",
    "pthread_attr_setstack", "pthread_cond_broadcast", "pthread_cond_destroy", "pthread_cond_init",
    "pthread_cond_signal", "pthread_cond_timedwait", "pthread_cond_wait",
    "pthread_condattr_destroy", "pthread_condattr_init", "pthread_condattr_setclock",
    "pthread_create", "pthread_getattr_np", "pthread_key_create", "pthread_key_delete",
    "pthread_kill", "pthread_mutex_clocklock", "pthread_mutex_destroy", "pthread_mutex_init",
    "pthread_mutex_lock",
    "pthread_mutex_trylock", "pthread_mutex_unlock", "pthread_mutexattr_destroy",
    "pthread_mutexattr_init", "pthread_mutexattr_settype", "pthread_rwlock_rdlock",
    "pthread_rwlock_unlock", "pthread_rwlock_wrlock", "pthread_self", "pthread_setcancelstate",
    "pthread_setname_np", "pthread_setspecific", "pthread_sigmask", "readdir", "readdir64",
    "sched_getaffinity", "sched_getcpu", "sched_yield", "sigaction", "sigaddset", "sigemptyset",
    "srand48", "statfs64", "statx", "strerror", "strerror_r", "syscall", "sysconf", "sysinfo",
    "tcgetattr", "tcsetattr", "time", "utimensat", "waitpid",
};

bool autojit::isCalledByRuntime(StringRef Name) {
  assert(is_sorted(Names) && "binary search needs an order");
  return std::binary_search(std::begin(Names), std::end(Names), Name);
}
