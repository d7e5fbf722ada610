// -fmemory-profile instruments after the plugin has run: the file stays ahead-of-time.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -fmemory-profile -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int load(const int *p) { return *p; }

// CHECK: skip {{.*}}memory-profile.c: -fmemory-profile instruments bodies after this point
// OBJECT: T load
