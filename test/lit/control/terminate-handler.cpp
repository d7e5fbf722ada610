// RUN: %same %s --exit 3

#include <cstdio>
#include <cstdlib>
#include <exception>

static void handler() {
  std::fputs("handler\n", stderr);
  std::_Exit(3);
}

static void thrower() { throw 1; }

int main() {
  std::set_terminate(handler);
  thrower();
}
