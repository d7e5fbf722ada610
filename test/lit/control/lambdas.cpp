// Closures, captureless lambdas as C callbacks, generic and recursive lambdas, std::function, bind.
// RUN: %same %s --flags=-std=c++20 --expect 'sorted 9 5 3 1 sum 18 factorial 120 counter 3 bound 7 string ab'

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

int main() {
  std::vector<int> values{5, 1, 9, 3};
  std::qsort(values.data(), values.size(), sizeof(int),
             [](const void *a, const void *b) { return *static_cast<const int *>(b) - *static_cast<const int *>(a); });
  int sum = 0;
  std::for_each(values.begin(), values.end(), [&sum](int v) { sum += v; });
  std::function<int(int)> factorial = [&](int n) { return n ? n * factorial(n - 1) : 1; };
  auto counter = [count = 0]() mutable { return ++count; };
  counter();
  counter();
  auto bound = std::bind([](int a, int b) { return a - b; }, std::placeholders::_2, std::placeholders::_1);
  auto add = []<typename T>(T a, T b) { return a + b; };
  std::printf("sorted %d %d %d %d sum %d factorial %d counter %d bound %d string %s\n", values[0], values[1], values[2],
              values[3], sum, factorial(5), counter(), bound(3, 10), add(std::string("a"), std::string("b")).c_str());
}
