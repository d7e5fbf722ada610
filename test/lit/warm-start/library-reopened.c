// A library is closed and opened again, here or elsewhere, in runs that begin without managed code: its images are bound anew.
// REQUIRES: in-process
// RUN: split-file %s %t.d
// RUN: %clang_lazy -O0 -fPIC -c %t.d/one.c -o %t.one.o
// RUN: %clang_lazy -O2 -fPIC -c %t.d/two.c -o %t.two.o
// RUN: %clang_lazy -O0 -I%S/Inputs -c %t.d/main.c -o %t.main.o
// RUN: %clang -shared %t.one.o %t.two.o %runtime -o %t.so
// RUN: %clang %t.main.o %runtime -ldl -o %t.exe
// RUN: %t.exe %t.so 1 | FileCheck %s --check-prefix=ONCE
// RUN: %t.exe %t.so 1 | FileCheck %s --check-prefixes=ONCE,WARM
// RUN: %t.exe %t.so 2 | FileCheck %s --check-prefix=TWICE
// RUN: %t.exe %t.so 2 move | FileCheck %s --check-prefix=TWICE
// RUN: %t.exe %t.so 9 move | FileCheck %s --check-prefix=NINE
// RUN: %t.exe %t.so 1 closed | FileCheck %s --check-prefix=CLOSED

// ONCE: 1 times 1, 14, 27
// WARM: C alone
// TWICE: 2 times 1, 14, 27
// NINE: 9 times 1, 14, 27
// CLOSED: 1 times 1, 14, 27
// CLOSED: new 5
// CLOSED: managed code

//--- one.c
int two(int x);
static int calls;
int one(void) { return two(calls++); }

//--- two.c
static int base = 1;
int two(int x) { return base + 13 * x; }

//--- main.c
#include "managed.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <sys/mman.h>

static int unknown(int x) { return x + 1; }
static int (*volatile later)(int) = unknown;

int main(int argc, char **argv) {
  int right = 0;
  for (int times = 0; times < atoi(argv[2]); times++) {
    void *library = dlopen(argv[1], RTLD_NOW);
    int (*one)(void) = (int (*)(void))dlsym(library, "one");
    right += one() == 1 && one() == 14 && one() == 27;
    dlclose(library);
    if (argc > 3 && strcmp(argv[3], "move") == 0)
      mmap((void *)((size_t)one & -4096), 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  }
  printf("%d times 1, 14, 27\n", right);
  if (argc > 3 && strcmp(argv[3], "closed") == 0)
    printf("new %d\n", later(4));
  puts(managed());
  return 0;
}
