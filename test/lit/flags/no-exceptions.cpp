// RUN: %same %s --flags='-fno-exceptions -fno-rtti' --expect 'virtual 5'
// RUN: %same %s --flags='-fno-threadsafe-statics -fno-asynchronous-unwind-tables' --levels 2 --expect 'virtual 5'

#include <cstdio>

struct Base {
  virtual int value() { return 5; }
};

static Base &object() {
  static Base b;
  return b;
}

int main() { std::printf("virtual %d\n", object().value()); }
