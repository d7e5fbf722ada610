// RUN: rm -rf %t.d && mkdir -p %t.d/target %t.cache
// RUN: ln -s %t.d/target %t.cache/modules
// RUN: %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: ls -A %t.d/target | count 0
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: warning: autojit-plugin: not a directory (or a symbolic link to one): '{{.*}}.cache/modules'; set AUTOJIT_CACHE_DIR to a directory of yours ({{.*}}cache-is-a-symlink.c is compiled ahead of time)
// OBJECT: T f
