// Templates and inline functions that are only called leave no trace; the object holds one root.
// RUN: env AUTOJIT_DEBUG=On %clangxx_lazy -O0 -std=c++17 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: llvm-nm --defined-only %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=Box --implicit-check-not=twice

template <typename T> struct Box {
  T value;

  explicit Box(T v) : value(v) {}

  T get() const { return value; }
};

inline int twice(int x) { return Box<int>(x).get() * 2; }

int f(int x) { return twice(x); }

// CHECK: 1 roots, 3 jit-only, 0 kept
// OBJECT: T _Z1fi
