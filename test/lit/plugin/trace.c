// AUTOJIT_DEBUG=On: one line per decision, and one with the totals and the time.
// RUN: env AUTOJIT_DEBUG=On AUTOJIT_KEEP=kept %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

static int helper(int x) { return x + 1; }

int kept(int x) { return x; }

int f(int x) { return helper(x); }

// CHECK-DAG: autojit-plugin: keep kept: user
// CHECK-DAG: autojit-plugin: outline helper: jit-only
// CHECK-DAG: autojit-plugin: outline f: root
// CHECK: autojit-plugin: module {{.*}}trace.c: 1 roots, 1 jit-only, 1 kept, 0 imports; {{[0-9]+}} bytes in {{.*}}.cache/modules/{{[0-9a-f]+}}.bc ({{[0-9.]+}} ms)
