// AUTOJIT_DISABLE=On compiles exactly as without the plugin.
// RUN: %clang -O2 -g -c %s -o %t.plain.o
// RUN: env AUTOJIT_DISABLE=On %clang_lazy -O2 -g -c %s -o %t.disabled.o
// RUN: cmp %t.plain.o %t.disabled.o

int f(int x) { return x + 1; }
