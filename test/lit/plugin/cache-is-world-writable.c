// RUN: rm -rf %t.cache && mkdir -p %t.cache/modules && chmod 0777 %t.cache/modules
// RUN: %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: ls -A %t.cache/modules | count 0
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: warning: autojit-plugin: others may write to the bitcode directory '{{.*}}.cache/modules'; run chmod go-w on it, or set AUTOJIT_CACHE_DIR
// OBJECT: T f
