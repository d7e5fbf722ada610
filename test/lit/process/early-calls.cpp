// Calls before main: preinit_array, init_array of a library and of the program, constructors, ifunc time.
// RUN: %same %s --shared early:%S/Inputs/early-lib.cpp --mix --expect 'preinit 1 library 2 constructor 4 global 8 ifunc 16'

#include <cstdio>
int from_library(int);
static int seen;

static int lazy_in_constructor(int x) { return x * 2; }

static void preinit() { seen += 1; }

__attribute__((section(".preinit_array"), used)) static void (*preinit_entry)() = preinit;

__attribute__((constructor)) static void construct() { seen += lazy_in_constructor(2); }

static int lazy_in_global(int x) { return x * 4; }

static int global = lazy_in_global(2);

static int implementation(int x) { return x; }

extern "C" {
int (*resolve())(int) { return implementation; }

int dispatched(int) __attribute__((ifunc("resolve")));
}

int main() {
  std::printf("preinit %d library %d constructor %d global %d ifunc %d\n", seen & 1, from_library(1), seen & 4, global,
              dispatched(16));
}
