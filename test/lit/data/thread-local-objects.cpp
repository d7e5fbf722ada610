// thread_local objects with constructors and destructors, inline and extern ones, across units.
// RUN: %same %s %S/Inputs/tls-b.cpp --flags='-pthread -std=c++17' --link=-pthread --mix --expect 'main 1 other 1 inline 11 made 6 destroyed 3'

#include "Inputs/tls.h"
#include <cstdio>
#include <thread>
std::atomic<int> made, destroyed;
static thread_local Tracked local(1);

static int use() { return local.number + (other.number - 2) + inline_tracked.number - 3; }

int main() {
  int in_main = use(), in_other = 0, total = 0;
  std::thread([&] {
    in_other = use();
    total = from_other_unit();
  }).join();
  std::printf("main %d other %d inline %d made %d destroyed %d\n", in_main, in_other, total, made.load(),
              destroyed.load());
}
