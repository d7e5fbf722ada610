// Pointers to members: plain, virtual, overloaded, of a base with an offset, to data, compared.
// RUN: %same %s --expect 'plain 3 virtual 20 overloaded 5 offset 7 data 9 equal 1 null 1'

#include <cstdio>

struct First {
  int x = 1;
  virtual ~First() = default;

  virtual int virtual_one() { return 10; }

  int plain(int y) { return x + y; }
};

struct Second {
  int z = 7;

  int from_second() { return z; }
};

struct Both : First, Second {
  int data = 9;

  int virtual_one() override { return 20; }

  int over(int x) { return x; }

  int over(double) { return 5; }
};

template <typename C> static int call(C &object, int (C::*member)()) { return (object.*member)(); }

int main() {
  Both both;
  int (First::*plain)(int) = &First::plain;
  int (First::*virtual_one)() = &First::virtual_one;
  int (Both::*offset)() = static_cast<int (Both::*)()>(&Second::from_second);
  int (Both::*over)(double) = &Both::over;
  int Both::*data = &Both::data;
  int (Both::*null)() = nullptr;
  std::printf("plain %d virtual %d overloaded %d offset %d data %d equal %d null %d\n", (both.*plain)(2),
              call<First>(both, virtual_one), (both.*over)(1.0), call(both, offset), both.*data,
              virtual_one == &First::virtual_one, null == nullptr);
}
