// A root that somebody else could redirect is refused, as much as the directory below it.
// RUN: rm -rf %t.d && mkdir -p %t.d/target
// RUN: ln -s %t.d/target %t.cache
// RUN: %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: ls -A %t.d/target | count 0
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: warning: autojit-plugin: not a directory (or a symbolic link to one): '{{.*}}.cache'; set AUTOJIT_CACHE_DIR to a directory of yours
// OBJECT: T f
