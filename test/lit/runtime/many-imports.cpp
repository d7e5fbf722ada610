// A unit with every kind of import: direct, PLT, GOT, weak and missing, thread-local, vtables, type information.
// RUN: %same %s --flags=-pthread --expect 'kinds 10 20 30 0 40 derived 5'

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
extern "C" int missing() __attribute__((weak));
static int direct = 10;
int exported = 20;
static thread_local int local = 30;

struct Derived : std::runtime_error {
  using runtime_error::runtime_error;

  const char *what() const noexcept override { return "derived"; }
};

int main() {
  const char *what = "";
  try {
    throw Derived("x");
  } catch (const std::exception &e) {
    what = e.what();
  }
  std::printf("kinds %d %d %d %d %d %s %d\n", direct, exported, local, missing ? missing() : 0, std::atoi("40"), what,
              std::abs(-5));
}
