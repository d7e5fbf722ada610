// A program that has a little of everything: what LLVM does to compile it is what it does for most programs. The build runs
// it to learn the order in which libautojit-llvm.so's functions are needed (order-functions.py).
#include <algorithm>
#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};

struct Circle : Shape {
  double Radius;
  explicit Circle(double Radius) : Radius(Radius) {}
  double area() const override { return Radius * Radius * 3.14; }
};

struct Square : Shape {
  double Side;
  explicit Square(double Side) : Side(Side) {}
  double area() const override { return Side * Side; }
};

struct Flags {
  unsigned Kind : 3, Size : 7;
  bool IsOpen;
};

thread_local int Characters;
std::atomic<unsigned> Calls;

int parse(const std::string &Text) {
  if (Text.empty())
    throw std::invalid_argument("empty");
  int Value = 0;
  for (char C : Text) {
    switch (C) {
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      Value = Value * 10 + (C - '0');
      break;
    case '-':
      Value = -Value;
      break;
    case ' ': case '\t':
      continue;
    default:
      throw std::runtime_error("bad " + Text);
    }
    ++Characters;
  }
  return Value;
}

unsigned long hash(const unsigned char *Bytes, unsigned Count) {
  ++Calls;
  unsigned long Hash = 1469598103934665603ul;
  for (unsigned I = 0; I < Count; ++I) {
    Hash ^= Bytes[I];
    Hash *= 1099511628211ul;
    Hash ^= Hash >> 29;
  }
  return Hash;
}

float smallest(const float *Values, int Count) {
  float Least = Values[0];
  for (int I = 1; I < Count; ++I)
    Least = Values[I] < Least ? Values[I] : Least;
  return Least;
}

Flags flagsOf(unsigned Number) { return {Number & 7, Number >> 3 & 127, Number % 3 == 0}; }

int sum(int Count, ...) {
  va_list Arguments;
  va_start(Arguments, Count);
  int Sum = 0;
  for (; Count > 0; --Count)
    Sum += va_arg(Arguments, int);
  va_end(Arguments);
  return Sum;
}

} // namespace

int main(int Count, char **Arguments) {
  std::map<std::string, int> Numbers;
  std::vector<std::unique_ptr<Shape>> Shapes;
  for (int I = 0; I < 50; ++I) {
    Numbers["n" + std::to_string(I * Count)] = I;
    if (I % 2)
      Shapes.push_back(std::make_unique<Circle>(I));
    else
      Shapes.push_back(std::make_unique<Square>(I));
  }
  double Area = 0;
  for (const std::unique_ptr<Shape> &S : Shapes)
    Area += S->area();

  std::vector<int> Values;
  for (const auto &[Name, Number] : Numbers)
    Values.push_back(Number * 7 % 13 + static_cast<int>(std::strlen(Arguments[0]) * 0));
  std::sort(Values.begin(), Values.end(), [](int A, int B) { return A > B; });

  int Bad = 0;
  for (const char *Text : {"12", "", "x", "-4 5"}) {
    try {
      Values.push_back(parse(Text));
    } catch (const std::exception &E) {
      Bad += E.what()[0];
    }
  }

  unsigned char Bytes[256];
  float Floats[16];
  for (int I = 0; I < 256; ++I) {
    Bytes[I] = static_cast<unsigned char>(I * Count);
    Floats[I % 16] = static_cast<float>(I) / 3;
  }
  unsigned long Hash = 0;
  for (int I = 0; I < 3000; ++I)
    Hash += hash(Bytes, 64) + flagsOf(static_cast<unsigned>(I)).Size;
  std::printf("%f %d %d %lu %d %f %d\n", Area, Values.back(), Bad, Hash, Characters, static_cast<double>(smallest(Floats, 16)), sum(3, 1, 2, 3));
  return 0;
}
