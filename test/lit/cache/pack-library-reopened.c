// A library that a pack has code of is closed and opened again, many times: it starts afresh each time, from the same code.
// REQUIRES: in-process
// RUN: split-file %s %t.d
// RUN: %clang_lazy -O0 -fPIC -c %t.d/one.c -o %t.one.o
// RUN: %clang_lazy -O2 -fPIC -c %t.d/two.c -o %t.two.o
// RUN: %clang_lazy -O0 -c %t.d/main.c -o %t.main.o
// RUN: %clang -shared %t.one.o %t.two.o %runtime -o %t.so
// RUN: %clang %t.main.o %runtime -ldl -o %t.exe
// RUN: %t.exe %t.so | FileCheck %s
// RUN: find %t.cache/images -name '*.pack' | FileCheck %s --check-prefix=PACK
// RUN: %run_warm %t.exe %t.so | FileCheck %s
// RUN: env AUTOJIT_TIER_CALLS=3 %t.exe %t.so | FileCheck %s
// RUN: env AUTOJIT_TIER_CALLS=3 %t.exe %t.so | FileCheck %s

// CHECK: 60 times 1, 14, 27, 40; code is mapped once
// PACK: .pack

//--- one.c
int two(int x);
static int calls;
int one(void) { return two(calls++); }

//--- two.c
static int base = 1;
int two(int x) { return base + 13 * x; }

//--- main.c
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

// How much executable memory is from the cache.
static int mappings(void) {
  char line[4096];
  int count = 0;
  FILE *maps = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, maps))
    count += strstr(line, "r-xp") && (strstr(line, "/images/") || strstr(line, "memfd"));
  fclose(maps);
  return count;
}

int main(int argc, char **argv) {
  int times = 0, before = 0, right = 0;
  for (; times < 60; times++) {
    void *library = dlopen(argv[1], RTLD_NOW);
    int (*one)(void) = (int (*)(void))dlsym(library, "one");
    right += one() == 1 && one() == 14 && one() == 27 && one() == 40;
    for (int i = 0; i < 20; i++)
      one();
    if (times == 20)
      before = mappings();
    dlclose(library);
    // Somewhere else from now on.
    if (times % 7 == 0)
      mmap((void *)((size_t)one & -4096), 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  }
  printf("%d times 1, 14, 27, 40; code is mapped %s\n", right, mappings() <= before ? "once" : "again and again");
  return 0;
}
