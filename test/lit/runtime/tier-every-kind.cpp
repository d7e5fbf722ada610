// Bodies that give way to better ones, in every kind of function: variadic, large arguments and results,
// exceptions through them, virtual calls, recursion, member pointers, static locals.
// RUN: %clangxx_lazy -O0 -g %s %runtime -o %t.exe
// RUN: %clangxx -O0 -g %s -o %t.regular
// RUN: %t.regular > %t.expected
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=0 %t.exe > %t.first
// RUN: diff %t.expected %t.first
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=3 %t.exe > %t.other
// RUN: diff %t.expected %t.other
// RUN: env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=3 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --implicit-check-not=compiled
// REQUIRES: in-process
// CHECK: total

#include <cstdarg>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

struct Large {
  double Values[9];
};
static Large scaled(Large L, double By) {
  for (double &V : L.Values)
    V *= By;
  return L;
}
static double sum(int N, ...) {
  va_list List;
  va_start(List, N);
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += I & 1 ? va_arg(List, int) : va_arg(List, double);
  va_end(List);
  return S;
}
static long double wide(long double A, __int128 B, _Complex double C) {
  return A + (long double)B + __real__ C;
}
struct Shape {
  virtual ~Shape() = default;
  virtual int area(int Scale) const = 0;
};
struct Square : Shape {
  int Side = 3;
  int area(int Scale) const override { return Side * Side * Scale; }
};
static int depth(int N) { return N == 0 ? 0 : 1 + depth(N - 1); }
static int thrower(int N) {
  std::string Text(N, 'x');
  if (N % 3 == 0)
    throw std::runtime_error(Text);
  return N;
}
static int catcher(int N) {
  try {
    return thrower(N);
  } catch (const std::exception &E) {
    return -static_cast<int>(std::string(E.what()).size());
  }
}
static int counter() {
  static int Count = [] { return 40; }();
  return ++Count;
}
template <typename T> static T accumulate(const std::vector<T> &V) {
  T S{};
  for (const T &X : V)
    S += X;
  return S;
}

int main() {
  double Total = 0;
  Large L{};
  for (int I = 0; I < 9; ++I)
    L.Values[I] = I;
  Square Sq;
  const Shape *S = &Sq;
  int (Shape::*Method)(int) const = &Shape::area;
  std::vector<int> V{1, 2, 3};
  std::vector<std::string> W{"a", "b"};
  for (int I = 0; I < 12; ++I) {
    Total += scaled(L, I).Values[8] + sum(5, 1.5, I, 2.5, 3, 4.0) +
             static_cast<double>(wide(0.5L, I, 2.0));
    Total += S->area(I) + (S->*Method)(2) + depth(20) + catcher(I) + counter();
    V.push_back(I);
    W.push_back(std::to_string(I));
    Total += accumulate(V);
    std::printf("%d %g %s\n", I, Total, accumulate(W).c_str());
  }
  std::printf("total %g\n", Total);
}
