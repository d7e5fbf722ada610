// A variadic virtual function with a covariant result, called through thunks, with adjusted this.
// RUN: %same %s --expect 'sum 6 same 1 deeper 1 -4 pointer 1'

#include <cstdarg>
#include <cstdio>

struct A {
  virtual ~A() {}
  virtual A *make(int, ...) { return this; }
  int a = 1;
};

struct Padding {
  virtual ~Padding() {}
  int padding = 2;
};

struct B : Padding, virtual A {
  B *make(int count, ...) override {
    va_list list;
    va_start(list, count);
    b = 0;
    while (count--)
      b += va_arg(list, int);
    va_end(list);
    return this;
  }
  int b = 0;
};

struct C : B {
  C *make(int count, ...) override {
    b = -count;
    return this;
  }
};

int main() {
  B b;
  C c;
  A *a = &b, *deep = &c;
  A *made = a->make(3, 1, 2, 3);
  int sum = b.b;
  bool deeper = deep->make(4) == deep;
  auto pointer = &A::make;
  printf("sum %d same %d deeper %d %d pointer %d\n", sum, made == a, deeper, c.b, (a->*pointer)(1, 42)->a);
}
