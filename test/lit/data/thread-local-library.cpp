// thread_local objects of a library that is opened while threads run, and closed again.
// RUN: %same %s --module tls:%S/Inputs/tls-module.cpp --flags=-pthread --link='-pthread -ldl' --expect 'rounds 5 sum 30 ok 1'

#include <atomic>
#include <cstdio>
#include <dlfcn.h>
#include <thread>

int main() {
  int sum = 0, rounds = 0;
  bool ok = true;
  for (; rounds < 5; rounds++) {
    void *module = dlopen("./tls.so", RTLD_NOW | RTLD_LOCAL);
    if (!module)
      return std::puts(dlerror()), 1;
    auto next = reinterpret_cast<int (*)()>(dlsym(module, "next"));
    auto destroyed = reinterpret_cast<int (*)()>(dlsym(module, "destroyed_count"));
    int before = destroyed();
    std::thread([&] { sum += next() + next() + next(); }).join();
    ok = ok && destroyed() == before + 1;
    dlclose(module);
  }
  std::printf("rounds %d sum %d ok %d\n", rounds, sum, ok);
}
