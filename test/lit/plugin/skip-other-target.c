// RUN: env AUTOJIT_DEBUG=On %clang_lazy --target=aarch64-linux-gnu -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -m32 -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -mx32 -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy --target=x86_64-w64-mingw32 -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy --target=x86_64-apple-macos13 -O0 -c %s -o %t.o 2>&1 | FileCheck %s

int f(void) { return 1; }

// CHECK: autojit-plugin: skip {{.*}}skip-other-target.c: only x86-64 ELF is supported
