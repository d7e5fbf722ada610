// RUN: rm -rf %t.cache && echo text > %t.cache
// RUN: %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: warning: autojit-plugin: not a directory (or a symbolic link to one): '{{.*}}'; set AUTOJIT_CACHE_DIR to a directory of yours ({{.*}}cache-is-not-a-directory.c is compiled ahead of time)
// OBJECT: T f
