// The same lazy object in the program and in two libraries, each with a client of its own: one image file, three
// loaded copies, and each calls its own import.
// RUN: split-file %s %t.d
// RUN: %clang_lazy -O0 -fPIC -c %t.d/shared.c -o %t.o
// RUN: %clang -shared -fPIC %t.o %t.d/one.c %client -Wl,-Bsymbolic -o %t.one.so
// RUN: %clang -shared -fPIC %t.o %t.d/two.c %client -Wl,-Bsymbolic -o %t.two.so
// RUN: %clang %t.o %t.d/main.c %client -o %t.exe
// RUN: %t.exe %t.one.so %t.two.so | FileCheck %s
// RUN: %run_warm %t.exe %t.one.so %t.two.so | FileCheck %s
// RUN: ls %t.cache/images/*/*.so | count 1

//--- shared.c
int mine(void);
int answer(void) { return 100 + mine(); }
//--- one.c
int mine(void) { return 1; }
//--- two.c
int mine(void) { return 2; }
//--- main.c
#include <dlfcn.h>
#include <stdio.h>
int answer(void);
int mine(void) { return 0; }
static int in(const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  int (*function)(void) = (int (*)(void))dlsym(library, "answer");
  int value = function();
  return value;
}
int main(int argc, char **argv) {
  (void)argc;
  int one = in(argv[1]), two = in(argv[2]);
  printf("%d %d %d\n", answer(), one, two);
  return 0;
}

// CHECK: 100 101 102
