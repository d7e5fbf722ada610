// A library with a client of its own is closed and opened again and again: it works each time, and the image is the
// file's own, not a copy, because its owner was gone.
// RUN: %clang_lazy -O0 -fPIC -DLIBRARY -c %s -o %t.o
// RUN: %clang -shared %t.o %client -o %t.so
// RUN: %clang %s -o %t.exe
// RUN: %t.exe %t.so | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %t.exe %t.so 2>&1 | FileCheck %s --implicit-check-not=/proc/

#ifdef LIBRARY
int answer(int x) { return x + 1; }
#else
#include <dlfcn.h>
#include <stdio.h>
int main(int argc, char **argv) {
  (void)argc;
  int sum = 0;
  for (int i = 0; i < 20; i++) {
    void *library = dlopen(argv[1], RTLD_NOW);
    sum += ((int (*)(int))dlsym(library, "answer"))(i);
    dlclose(library);
  }
  printf("sum %d\n", sum);
  return 0;
}
#endif

// CHECK: sum 210
