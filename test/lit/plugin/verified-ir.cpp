// What the plugin leaves is valid IR, at every level.
// RUN: %clangxx_lazy -std=c++20 -O0 -g -S -emit-llvm %s -o - | opt -passes=verify -disable-output
// RUN: %clangxx_lazy -std=c++20 -O1 -S -emit-llvm %s -o - | opt -passes=verify -disable-output
// RUN: %clangxx_lazy -std=c++20 -O3 -g -S -emit-llvm %s -o - | opt -passes=verify -disable-output
// RUN: %clangxx_lazy -std=c++20 -O0 -g -S -emit-llvm %s -o - | FileCheck %s

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

thread_local std::string per_thread = "t";

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};

struct Square final : Shape {
  double side;

  explicit Square(double s) : side(s) {}

  double area() const override { return side * side; }
};

int main() {
  std::map<std::string, std::unique_ptr<Shape>> shapes;
  shapes["square"] = std::make_unique<Square>(3);
  std::vector<int> v{3, 1, 2};
  std::sort(v.begin(), v.end(), std::greater<>());
  try {
    std::function<int(int)> f = [&](int i) { return v.at(i); };
    std::cout << f(7) << per_thread << '\n';
  } catch (const std::out_of_range &e) {
    std::cout << e.what() << '\n';
  }
}

// CHECK: define {{.*}} @main()
// CHECK-NEXT: asm sideeffect {{(unwind )?}}"jmpq
