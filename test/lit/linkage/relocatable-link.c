// ld -r and objcopy of lazy objects.
// DEFINE: %{level} =
// DEFINE: %{build-and-run} = \
// DEFINE:   %clang_lazy %{level} -c %s -o %t.a.o && \
// DEFINE:   %clang_lazy %{level} -c %S/Inputs/mix-b.c -o %t.b.o && \
// DEFINE:   %clang_lazy %{level} -c %S/Inputs/mix-c.c -o %t.c.o && \
// DEFINE:   %clang -r %t.a.o %t.b.o %t.c.o -o %t.all.o && \
// DEFINE:   llvm-objcopy --strip-debug --redefine-sym total=renamed_total %t.all.o %t.copy.o && \
// DEFINE:   %clang %t.copy.o %runtime -o %t.exe && \
// DEFINE:   %t.exe | FileCheck %s && \
// DEFINE:   %run_warm %t.exe | FileCheck %s
// REDEFINE: %{level} = -O0
// RUN: %{build-and-run}
// REDEFINE: %{level} = -O2
// RUN: %{build-and-run}

#include "mixtures.c"

// CHECK: total 132 calls 4 same 1
