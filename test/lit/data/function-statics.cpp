// Function-local statics: initialised once, guarded, retried after an exception, destroyed at the end.
// RUN: %same %s --expect 'made 1 tries 2 value 5 6 7'

#include <cstdio>
#include <stdexcept>
static int made, tries;

struct Resource {
  int number;

  explicit Resource(int n) : number(n) { made++; }

  ~Resource() { std::printf("destroyed %d\n", number); }
};

static Resource &resource() {
  static Resource r(1);
  return r;
}

static int risky() {
  static int value = ++tries < 2 ? throw std::runtime_error("first") : 5;
  return value++;
}

int main() {
  resource();
  resource();
  try {
    risky();
  } catch (const std::runtime_error &) {
  }
  int a = risky(), b = risky(), c = risky();
  std::printf("made %d tries %d value %d %d %d\n", made, tries, a, b, c);
}
