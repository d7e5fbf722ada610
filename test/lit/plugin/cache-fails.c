// Quota, full disk, no hard links while compiling: a warning that says why, an object that works without bitcode, and
// nothing half written. 122 EDQUOT, 28 ENOSPC, 30 EROFS, 1 EPERM.
// RUN: %clang -shared -fPIC %S/../cache/Inputs/failing.c -o %t.failing.so
// RUN: mkdir %t.d
// DEFINE: %{compile} = env AUTOJIT_CACHE_DIR=%t.d/cache FAILING_BELOW=%t.d/cache LD_PRELOAD=%t.failing.so
// RUN: %{compile} FAILING=write:122 %clang_lazy -c %s -o %t.1.o 2>&1 | FileCheck %s --check-prefix=QUOTA
// RUN: %{compile} FAILING=write:28 %clang_lazy -c %s -o %t.2.o 2>&1 | FileCheck %s --check-prefix=FULL
// RUN: %{compile} FAILING=rename:122 %clang_lazy -c %s -o %t.3.o 2>&1 | FileCheck %s --check-prefix=QUOTA
// RUN: %{compile} FAILING=open:30 %clang_lazy -c %s -o %t.4.o 2>&1 | FileCheck %s --check-prefix=READ-ONLY
// RUN: sh -c 'for n in 1 2 3 4; do %clang %t.$n.o -o %t.$n && %t.$n || exit 1; done'
// RUN: ls -A %t.d/cache/modules | count 0
// RUN: %{compile} FAILING=link:1 %clang_lazy -Werror -c %s -o %t.5.o
// RUN: ls -A %t.d/cache/modules | count 1

int main(void) { return 0; }

// QUOTA: warning: autojit-plugin: cannot write bitcode (Disk quota exceeded) to '{{.*}}'; free some space, or set AUTOJIT_CACHE_DIR
// FULL: warning: autojit-plugin: cannot write bitcode (No space left on device) to '{{.*}}'; free some space, or set AUTOJIT_CACHE_DIR
// READ-ONLY: warning: autojit-plugin: cannot write bitcode (Read-only file system) to '{{.*}}'; set AUTOJIT_CACHE_DIR to a writable directory
