// A small program with a bit of everything, for tests of flags that must change nothing.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {
struct Shape {
  virtual ~Shape() = default;
  virtual int area() const = 0;
};

struct Square : Shape {
  int side;

  explicit Square(int s) : side(s) {}

  int area() const override { return side * side; }
};

thread_local int depth;

int recurse(int n) {
  depth++;
  return n ? n + recurse(n - 1) : 0;
}

template <typename T> T checked(T value) {
  if (value > T(100))
    throw std::out_of_range("too large: " + std::to_string(value));
  return value;
}
} // namespace

int main(int argc, char **argv) {
  (void)argv;
  std::vector<std::unique_ptr<Shape>> shapes;
  for (int i = 1; i <= 3; i++)
    shapes.push_back(std::make_unique<Square>(i * argc));
  int area = 0;
  for (const auto &shape : shapes)
    area += shape->area();
  std::vector<std::string> words{"lazy", "be", "and"};
  std::sort(words.begin(), words.end());
  std::string caught;
  try {
    checked(recurse(20));
  } catch (const std::exception &e) {
    caught = e.what();
  }
  std::printf("area %d words %s %s %s depth %d caught %s\n", area, words[0].c_str(), words[1].c_str(), words[2].c_str(),
              depth, caught.c_str());
}
