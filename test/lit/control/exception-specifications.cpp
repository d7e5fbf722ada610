// C++14's throw(...): what is not listed goes to the unexpected handler, which may map it.
// RUN: %same %s --flags='-std=c++14 -Wno-deprecated' --expect 'number 7' --exit 0

#include <cstdio>
#include <exception>
#include <stdexcept>

static void source(int what) {
  if (what == 0)
    throw 7;
  if (what == 1)
    throw std::runtime_error("listed");
  throw 2.5;
}

static void filtered(int what) throw(int, std::runtime_error) { source(what); }

int main() {
  std::set_unexpected([] {
    puts("unexpected");
    throw 9;
  });
  for (int what = 0; what < 3; what++)
    try {
      filtered(what);
    } catch (int number) {
      printf("number %d\n", number);
    } catch (const std::exception &e) {
      printf("exception %s\n", e.what());
    }
  try {
    try {
      throw std::logic_error("inner");
    } catch (...) {
      std::throw_with_nested(std::runtime_error("outer"));
    }
  } catch (const std::exception &e) {
    try {
      std::rethrow_if_nested(e);
    } catch (const std::exception &nested) {
      printf("%s in %s\n", nested.what(), e.what());
    }
  }
}
