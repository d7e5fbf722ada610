#include <atomic>
static std::atomic<int> destroyed;

struct Counter {
  int value = 0;

  ~Counter() { destroyed++; }
};

static thread_local Counter counter;

extern "C" int next() { return ++counter.value; }

extern "C" int destroyed_count() { return destroyed; }
