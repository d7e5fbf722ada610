// The symbol of an always_inline function may exist nowhere: it is never imported.
// RUN: %clangxx_lazy -O0 -S -emit-llvm %s -o - | FileCheck %s --implicit-check-not='@_ZN3BoxIiE3get'

template <typename T> struct Box {
  T value;

  __attribute__((always_inline)) T get() const { return value; }
};
extern template struct Box<int>;

int f(Box<int> &box) { return box.get(); }

// CHECK: define {{.*}}@_Z1fR3BoxIiE
