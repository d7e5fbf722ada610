// pthread_exit and pthread_cancel unwind lazy frames: destructors run, catch (...) sees it and rethrows.
// RUN: %same %s --flags=-pthread --expect 'cancelled 1 frames 5'

#include <cstdio>
#include <pthread.h>
#include <unistd.h>
#include <unwind.h>

struct Guard {
  const char *name;

  ~Guard() { printf("~%s\n", name); }
};

static void *leaves(void *) {
  Guard guard{"leaves"};
  try {
    pthread_exit(nullptr);
  } catch (...) {
    puts("seen");
    throw;
  }
}

static void wait_for_ever(int depth) {
  Guard guard{"waits"};
  if (depth)
    wait_for_ever(depth - 1);
  else
    for (;;)
      pause();
}

static void *waits(void *) {
  wait_for_ever(2);
  return nullptr;
}

static int frames;

static _Unwind_Reason_Code count(_Unwind_Context *, void *) {
  frames++;
  return _URC_NO_REASON;
}

__attribute__((noinline)) static int depth_below(int n) {
  int result = 0;
  if (n) {
    result = depth_below(n - 1);
  } else {
    frames = 0;
    _Unwind_Backtrace(count, nullptr);
    result = frames;
  }
  asm volatile("" ::: "memory");
  return result;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, leaves, nullptr);
  pthread_join(thread, nullptr);
  pthread_create(&thread, nullptr, waits, nullptr);
  pthread_cancel(thread);
  void *result;
  pthread_join(thread, &result);
  int shallow = depth_below(0);
  printf("cancelled %d frames %d\n", result == PTHREAD_CANCELED, depth_below(5) - shallow);
}
