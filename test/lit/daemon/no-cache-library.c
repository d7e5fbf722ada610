// Program and library, each with a client of its own, and no cache: both load code from memory, and the loader must not
// take one for the other.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -fPIC -DLIBRARY -c %s -o %t.library.o
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang -shared %t.library.o %client -o %t.so
// RUN: %clang %t.o %t.so %client -o %t.exe
// RUN: env -u AUTOJIT_CACHE_DIR -u HOME %t.exe | FileCheck %s
// RUN: env -u AUTOJIT_CACHE_DIR -u HOME %t.exe | FileCheck %s

#ifdef LIBRARY
int used(int x) { return x * 2; }
#else
#include <stdio.h>
int used(int x);
int main(void) { return printf("value %d\n", used(21)) != 9; }
#endif

// CHECK: value 42
