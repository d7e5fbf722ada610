// The messages are the compiler's own diagnostics: -Werror and -w apply.
// RUN: rm -rf %t.cache && echo text > %t.cache
// RUN: not %clang_lazy -Werror -O0 -c %s -o %t.o 2>&1 | FileCheck %s

int f(void) { return 1; }

// CHECK: error: autojit-plugin: not a directory (or a symbolic link to one)
