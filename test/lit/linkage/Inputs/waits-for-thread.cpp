// Its constructor does not return before a thread has made first calls: its own, the program's, and one that throws.
#include <cstring>
#include <pthread.h>
#include <stdexcept>
#include <string>

extern "C" int (*program_function)(int);

struct Block {
  long words[64];
};
static Block block;
static std::string found;

static int depth(int n) { return n ? depth(n - 1) + 1 : throw std::runtime_error("thrown"); }
static Block copy(const Block *from) { return *from; } // calls memcpy
static __int128 divide(__int128 a, __int128 b) { return a / b; }

static void *body(void *argument) {
  block.words[63] = 5;
  Block other = copy(&block);
  try {
    depth(3);
  } catch (const std::exception &error) {
    found = error.what();
  }
  char text[40];
  *(long *)argument = program_function(4) + other.words[63] + (long)divide(1000, (__int128)strlen(strcpy(text, "12345")));
  return nullptr;
}

struct Starts {
  long value;
  Starts() {
    pthread_t thread;
    pthread_create(&thread, nullptr, body, &value);
    pthread_join(thread, nullptr);
  }
};
static Starts starts;

extern "C" long result(std::string *text) {
  *text = found;
  return starts.value;
}
extern "C" int throws_again() { return depth(5); }
