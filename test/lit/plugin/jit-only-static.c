// A static function that is only called by lazy code leaves no trace in the object.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=TRACE
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=helper

static int inner_helper(int x) { return x * 3; }

static int helper(int x) { return inner_helper(x) + 1; }

int f(int x) { return helper(x); }

// TRACE-DAG: autojit-plugin: outline f: root
// TRACE-DAG: autojit-plugin: outline helper: jit-only
// TRACE-DAG: autojit-plugin: outline inner_helper: jit-only
// TRACE: module {{.*}}jit-only-static.c: 1 roots, 2 jit-only, 0 kept
// OBJECT: T f
