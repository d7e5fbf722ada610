// One inline variable in a program and two libraries, also when they are opened at run time.
// RUN: %same %s --module one:%S/Inputs/inline-var.cpp --module two:%S/Inputs/inline-var.cpp --flags=-std=c++17 --link='-rdynamic -ldl' --mix --expect 'inline 111 made 1 same 1'

#include "Inputs/inline-var.h"
#include <cstdio>
#include <dlfcn.h>

int main() {
  void *one = dlopen("./one.so", RTLD_NOW), *two = dlopen("./two.so", RTLD_NOW);
  auto bump_one = reinterpret_cast<int *(*)(int)>(dlsym(one, "bump")),
       bump_two = reinterpret_cast<int *(*)(int)>(dlsym(two, "bump"));
  shared.value += 100;
  int *first = bump_one(10), *second = bump_two(1);
  std::printf("inline %d made %d same %d\n", shared.value, Shared::made, first == second && first == &shared.value);
}
