// Keep reason `instrumented`: it reports its own address to a hook.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -finstrument-functions-after-inlining -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -pg -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -pg -mfentry -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fxray-instrument -fxray-instruction-threshold=1 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fpatchable-function-entry=4 -c %s -o %t.o 2>&1 | FileCheck %s

int hooked(int x) { return x + 1; }

// CHECK: keep hooked: instrumented
