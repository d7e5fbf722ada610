// Quota, full disk, no locks, no hard links, no changes at all: the program works, says nothing, and leaves nothing half
// written. 122 EDQUOT, 28 ENOSPC, 30 EROFS, 37 ENOLCK, 1 EPERM, 5 EIO.
// RUN: %clang -shared -fPIC %S/Inputs/failing.c -o %t.failing.so
// RUN: mkdir %t.d && env AUTOJIT_CACHE_DIR=%t.d/cache %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// DEFINE: %{run} = env AUTOJIT_CACHE_DIR=%t.d/cache FAILING_BELOW=%t.d/cache LD_PRELOAD=%t.failing.so
// DEFINE: %{clean} = autojit-cache --cache-dir %t.d/cache clear
// DEFINE: %{none} = find %t.d/cache -name '*.so' -size +0
// RUN: %{run} FAILING=write:122 %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %{none} | count 0
// RUN: %{run} FAILING=write:122 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=TRACE,CHECK
// RUN: %{run} FAILING=write:28,rename:28 %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %{run} FAILING=rename:122 %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %{run} FAILING=rename:5,flock:5 %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %{run} FAILING=open:30,mkdir:30,rename:30 %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %{none} | count 0
// RUN: find %t.d/cache -name '.tmp-*' | count 0
// What other file systems cannot do is not needed: NFS and FAT have no locks or no links.
// RUN: %{run} FAILING=flock:37,link:1,utimensat:1 %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %{none} | count 1
// RUN: %{run} FAILING=flock:37,link:1,utimensat:1 %run_warm %t.exe | FileCheck %s
// RUN: %{run} FAILING=write:122,open:30,mkdir:30,rename:30 %run_warm %t.exe | FileCheck %s
// RUN: autojit-cache --cache-dir %t.d/cache verify
// REQUIRES: in-process, autojit-cache
#include <stdio.h>

int main(void) {
  printf("value\n");
  return 0;
}

// TRACE: [autojit] not caching: cannot write '{{.*}}' (errno 122)
// CHECK: value
