// Exceptions in, out and through lazy code; rethrow, nested, destructors on the way, catch by base.
// RUN: %same %s %S/Inputs/thrower.cpp --mix --expect 'value 42 base middle text deep destroyed 10 nested inner<outer rethrown 1 int 7'

#include "Inputs/thrower.h"
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
static int destroyed;

struct Counted {
  ~Counted() { destroyed++; }
};

static void descend(int depth) {
  Counted counted;
  if (!depth)
    throw std::runtime_error("deep");
  descend(depth - 1);
}

static std::string nested() {
  try {
    try {
      throw std::logic_error("inner");
    } catch (...) {
      std::throw_with_nested(std::runtime_error("outer"));
    }
  } catch (const std::exception &outer) {
    try {
      std::rethrow_if_nested(outer);
    } catch (const std::exception &inner) {
      return std::string(inner.what()) + "<" + outer.what();
    }
  }
  return "";
}

static bool rethrown() {
  std::exception_ptr pointer;
  try {
    throw_value(1);
  } catch (...) {
    pointer = std::current_exception();
  }
  try {
    std::rethrow_exception(pointer);
  } catch (const Value &) {
    return true;
  }
}

int main() {
  int value = 0, number = 0;
  const char *base = "";
  std::string text;
  try {
    throw_value(42);
  } catch (const Value &v) {
    value = v.number;
  }
  try {
    throw_middle();
  } catch (const Base &b) {
    base = b.name();
  }
  try {
    descend(9);
  } catch (const std::runtime_error &e) {
    text = e.what();
  }
  try {
    call_thrower([](int x) { throw x; }, 7);
  } catch (int x) {
    number = x;
  }
  std::printf("value %d base %s text %s destroyed %d nested %s rethrown %d int %d\n", value, base, text.c_str(),
              destroyed, nested().c_str(), rethrown(), number);
}
