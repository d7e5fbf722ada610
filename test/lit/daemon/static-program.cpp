// A program without shared libraries: it has a loader of its own, and that loads images. Position-independent or not.
// RUN: %clangxx_lazy -O0 -g -c %s -o %t.o
// RUN: %clangxx -static %t.o %client -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %run_warm %t.exe | FileCheck %s
// RUN: %clangxx -static-pie %t.o %client -o %t.pie.exe
// RUN: rm -rf %t.cache/images
// RUN: %t.pie.exe | FileCheck %s
// RUN: %run_warm %t.pie.exe | FileCheck %s
#include <cstdio>
#include <stdexcept>
#include <string>

static thread_local int depth;

__attribute__((noinline)) static int sink(int n) {
  depth++;
  if (n == 3)
    throw std::runtime_error("depth " + std::to_string(depth));
  return sink(n + 1) + 1;
}

int main() {
  try {
    sink(0);
  } catch (std::exception &e) {
    std::printf("caught %s\n", e.what());
  }
}

// CHECK: caught depth 4
