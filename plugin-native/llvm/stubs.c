/* Stand-ins for what the private LLVM must not contain, or must not do to its host process. */
#include <signal.h>

/* lld's LTO driver names every target LLVM was built with; only X86 is really linked in. */
#define FOREIGN_TARGET(T)                                                                          \
  void LLVMInitialize##T##TargetInfo(void);                                                        \
  void LLVMInitialize##T##TargetInfo(void) {}                                                      \
  void LLVMInitialize##T##Target(void);                                                            \
  void LLVMInitialize##T##Target(void) {}                                                          \
  void LLVMInitialize##T##TargetMC(void);                                                          \
  void LLVMInitialize##T##TargetMC(void) {}                                                        \
  void LLVMInitialize##T##AsmPrinter(void);                                                        \
  void LLVMInitialize##T##AsmPrinter(void) {}                                                      \
  void LLVMInitialize##T##AsmParser(void);                                                         \
  void LLVMInitialize##T##AsmParser(void) {}                                                       \
  void LLVMInitialize##T##Disassembler(void);                                                      \
  void LLVMInitialize##T##Disassembler(void) {}
#include "foreign-targets.def"

/* getPollyPluginInfo(): lld's LTO code registers Polly, which is not linked in. It is never called, since
   images are linked from native objects only. */
void polly_plugin_info(void) __asm__("_Z18getPollyPluginInfov");
void polly_plugin_info(void) { __builtin_trap(); }

/* lld installs crash handlers and an alternate signal stack. Both belong to the program we are in, so the
   linker's --wrap sends its calls here. */
int __wrap_sigaction(int signal, const struct sigaction *act, struct sigaction *old);
int __wrap_sigaction(int signal, const struct sigaction *act, struct sigaction *old) {
  (void)signal;
  (void)act;
  if (old)
    *old = (struct sigaction){0};
  return 0;
}

int __wrap_sigaltstack(const stack_t *stack, stack_t *old);
int __wrap_sigaltstack(const stack_t *stack, stack_t *old) {
  (void)stack;
  (void)old;
  return -1;
}

/* LLVM's thread-local objects are never destroyed: a destructor that runs later in the same thread
 * may call a function for the first time and need them again. They are small, and few threads
 * compile. (runtime/private-libc/exit.c says the same of the process.) */
int __cxa_thread_atexit_impl(void (*)(void *), void *, void *);
int __cxa_thread_atexit_impl(void (*destructor)(void *), void *object, void *library) {
  (void)destructor;
  (void)object;
  (void)library;
  return 0;
}
int __cxa_thread_atexit(void (*)(void *), void *, void *);
int __cxa_thread_atexit(void (*destructor)(void *), void *object, void *library) {
  return __cxa_thread_atexit_impl(destructor, object, library);
}
