// RUN: %same %s --expect 'caught member, destroyed 1, local caught base'

#include <cstdio>
#include <string>
static int destroyed;

struct First {
  ~First() { destroyed++; }
};

struct Second {
  Second() { throw std::string("member"); }
};

static std::string caught;

struct Whole {
  First first;
  Second second;

  Whole() try : second() {
  } catch (const std::string &s) {

    caught = s;
  }
};

struct Base {
  Base() { throw 1; }
};

struct Derived : Base {
  Derived() try {
  } catch (int) {

    throw "base";
  }
};

int main() {
  const char *base = "";
  try {
    Whole whole;
  } catch (const std::string &) {
  }
  try {
    Derived derived;
  } catch (const char *text) {
    base = text;
  }
  std::printf("caught %s, destroyed %d, local caught %s\n", caught.c_str(), destroyed, base);
}
