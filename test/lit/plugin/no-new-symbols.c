// The dynamic symbols of a lazy library are those of the plain one, and the runtime's one entry.
// RUN: %clang -O0 -fPIC -shared %s -o %t.plain.so
// RUN: %clang_lazy -O0 -fPIC -c %s -o %t.o
// RUN: %clang -shared %t.o %runtime -o %t.lazy.so
// RUN: llvm-nm -D --defined-only --format=just-symbols %t.plain.so > %t.plain.txt
// RUN: llvm-nm -D --defined-only --format=just-symbols %t.lazy.so > %t.lazy.txt
// RUN: diff %t.plain.txt %t.lazy.txt
// RUN: llvm-nm -D --undefined-only %t.lazy.so | FileCheck %s --implicit-check-not=autojit
// REQUIRES: in-process

static int counter;

static int bump(void) { return ++counter; }

__attribute__((visibility("hidden"))) int hidden(void) { return bump(); }

int exported(void) { return hidden(); }

int (*address(void))(void) { return bump; }

// CHECK: U __autojit_resolve
