// A library's constructor inside dlopen waits for a thread that makes first calls. The loader is busy until it
// returns, so the thread's code is mapped without it. Exceptions pass it, then and later.
// REQUIRES: in-process
// RUN: %same %s --module waits:%S/Inputs/waits-for-thread.cpp --flags=-g --link='-ldl -rdynamic' --env AUTOJITD_IDLE_SECONDS=1 --mix --expect 'thrown 221 caught 9 1'

// The message about it, and that it is not waited for again and again.
// RUN: mkdir -p %t.traced && cd %t.traced && %clangxx_lazy %s -rdynamic %runtime -o program
// RUN: %clangxx_lazy -shared -fPIC %S/Inputs/waits-for-thread.cpp %runtime -o waits.so
// RUN: env AUTOJIT_DEBUG=On ./program 2>&1 | FileCheck %s
// CHECK: [autojit] the dynamic loader is busy: {{.*}}.so is mapped without it
// CHECK: thrown 221 caught 9 1

// Where nothing has been compiled before, the compiler cannot be loaded either: a daemon is asked.
// RUN: cd %t.traced && %clear_objects && %clangxx -shared -fPIC %S/Inputs/waits-for-thread.cpp -o waits.so
// RUN: env AUTOJIT_DEBUG=On AUTOJITD_IDLE_SECONDS=1 ./program 2>&1 | FileCheck --check-prefix=DAEMON %s
// DAEMON: [autojit] autojitd had {{.*}}in_program
// DAEMON: thrown 221 caught 9 1

#include <cstdio>
#include <dlfcn.h>
#include <stdexcept>
#include <string>

static int square(int value) { return value * value; }
static int in_program(int value) { return square(value); }
extern "C" int (*program_function)(int) = in_program;

int main() {
  void *library = dlopen("./waits.so", RTLD_NOW);
  if (!library)
    return puts(dlerror()), 1;
  auto result = (long (*)(std::string *))dlsym(library, "result");
  auto throws = (int (*)())dlsym(library, "throws_again");
  std::string text;
  long value = result(&text);
  int caught = 0;
  try {
    throws();
  } catch (const std::runtime_error &) {
    caught = 9;
  }
  printf("%s %ld caught %d %d\n", text.c_str(), value, caught, dlclose(library) == 0);
}
