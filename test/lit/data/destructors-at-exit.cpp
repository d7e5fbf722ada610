// What runs after main: atexit functions, static and local-static destructors, destructor attributes,
// in the same order, with first calls among them.
// RUN: %same %s --exit 5

#include <cstdio>
#include <cstdlib>

static void first_called_at_exit(const char *text) {
  std::puts(text);
  std::fflush(stdout);
}

struct Global {
  ~Global() { first_called_at_exit("global destructor"); }
} global;

static Global &local() {
  static Global g;
  return g;
}

__attribute__((destructor)) static void after_all() { first_called_at_exit("destructor attribute"); }

__attribute__((destructor(200))) static void with_priority() { first_called_at_exit("destructor 200"); }

static void registered() {
  first_called_at_exit("atexit");
  std::atexit([] { first_called_at_exit("atexit in atexit"); });
}

int main() {
  std::atexit(registered);
  local();
  std::puts("main");
  std::exit(5);
}
