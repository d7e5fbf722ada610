// Dynamic initialisation: order in a unit, init_priority, constructors that use other statics, constinit.
// RUN: %same %s --flags=-std=c++20 --expect 'early late first second third 6'

#include <cstdio>
#include <string>

static std::string &log() {
  static std::string text;
  return text;
}

static int note(const char *name, int value) {
  log() += name;
  log() += ' ';
  return value;
}

constinit int constant = 1;
int first = note("first", constant);
int second = note("second", first + 1);

struct Third {
  int value;

  Third() : value(note("third", second + 1)) {}
} third;

struct Priority {
  explicit Priority(const char *name) { note(name, 0); }
};

__attribute__((init_priority(300))) Priority late("late");
__attribute__((init_priority(200))) Priority early("early");

int main() { std::printf("%s%d\n", log().c_str(), first + second + third.value); }
