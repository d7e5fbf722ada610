// A program that counts what it allocates: optimised code does without memory that nobody else sees, also the first time.
// RUN: %same %s %S/Inputs/counting_new.cpp --levels=2 --expect 'unique 0, vector 0, kept 1'
#include <cstdio>
#include <memory>
#include <vector>

int allocated();
static int *volatile kept;

__attribute__((noinline)) static int unique(int x) {
  auto p = std::make_unique<int>(x);
  return *p + 1;
}

__attribute__((noinline)) static int sum(int x) {
  std::vector<int> v{x, x + 1, x + 2};
  return v[1];
}

__attribute__((noinline)) static int keeps(int x) {
  kept = new int(x);
  return *kept;
}

int main() {
  int before = allocated(), result = unique(1);
  int in_unique = allocated() - before;
  before = allocated();
  result += sum(2);
  int in_vector = allocated() - before;
  before = allocated();
  result += keeps(3);
  std::printf("unique %d, vector %d, kept %d\n", in_unique, in_vector, allocated() - before);
  return result == 8 ? 0 : 1;
}
