// One unit with functions of both back ends: they call each other, pass exceptions through each other, and share the
// file's variables.
// RUN: %same %s

#include <cstdio>
#include <stdexcept>

static int count;

static int fast(int n);
static __int128 slow(__int128 x) { // LLVM's, for its type.
  ++count;
  if (x > 3)
    throw std::runtime_error("slow");
  return x + fast((int)x);
}
static int fast(int n) {
  ++count;
  struct Guard {
    ~Guard() { count += 100; }
  } guard;
  return n < 3 ? (int)slow(n + 1) : n;
}
static int through(int n) {
  try {
    return (int)slow(n);
  } catch (const std::exception &e) {
    std::printf("caught %s\n", e.what());
    return -1;
  }
}

int main() {
  std::printf("%d %d %d\n", through(0), through(4), fast(2));
  std::printf("count %d\n", count);
}
