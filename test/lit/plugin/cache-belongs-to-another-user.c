// REQUIRES: root
// RUN: rm -rf %t.cache && mkdir -p %t.cache/modules && chown 65534 %t.cache/modules
// RUN: %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: ls -A %t.cache/modules | count 0
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: warning: autojit-plugin: another user owns the bitcode directory '{{.*}}.cache/modules'; set AUTOJIT_CACHE_DIR to a directory of yours
// OBJECT: T f
