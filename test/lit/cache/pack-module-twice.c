// One object linked twice is two modules with one identity: each has its own variables, also from a pack, and so have a
// program and a library that share modules.
// REQUIRES: in-process
// RUN: split-file %s %t.d
// RUN: %clang_lazy -O0 -fPIC -c %t.d/counts.c -o %t.counts.o
// RUN: %clang_lazy -O0 -fPIC -c %t.d/calls.c -o %t.calls.o
// RUN: %clang_lazy -O0 -c %t.d/main.c -o %t.main.o
// RUN: %clang -shared %t.counts.o %t.calls.o %runtime -o %t.so
// RUN: %clang %t.main.o %t.counts.o %t.counts.o %t.calls.o %runtime -rdynamic -ldl -o %t.exe
// RUN: %t.exe %t.so | FileCheck %s
// RUN: %run_warm %t.exe %t.so | FileCheck %s
// RUN: %run_warm %t.exe %t.so again | FileCheck %s --check-prefixes=CHECK,AGAIN

// CHECK: program 1 1, 2 2
// CHECK: library 1, 2
// AGAIN: reopened 1, 2

//--- counts.c
extern int (*counters[])(void), count;
static int calls;
static int counter(void) { return ++calls; }
__attribute__((constructor)) static void add(void) { counters[count++] = counter; }

//--- calls.c
int (*counters[4])(void);
int count;
int call(int i) { return counters[i](); }

//--- main.c
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>

extern int count;
int call(int i);

int main(int argc, char **argv) {
  int first[] = {call(0), call(1)};
  int second[] = {call(0), call(1)};
  printf("program %d %d, %d %d\n", first[0], first[1], second[0], second[1]);
  for (int i = 1; i < argc; i++) {
    void *library = dlopen(argv[1], RTLD_NOW | RTLD_DEEPBIND);
    if (!library)
      return puts(dlerror());
    int (*call_there)(int) = (int (*)(int))dlsym(library, "call");
    int one = call_there(0);
    printf("%s %d, %d\n", i == 1 ? "library" : "reopened", one, call_there(0));
    dlclose(library);
  }
  return 0;
}
