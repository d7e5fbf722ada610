// Keep reason `inlined-callee`: what is always inlined into a function that stays must be there for it. It travels, too.
// RUN: env AUTOJIT_DEBUG=On %clangxx_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %same %s --expect 'kept 46 lazy 58 outer 1 local 3'
#include <cstdio>
#include <string>

static thread_local int uses;

// Its symbol exists nowhere.
template <typename T> struct Box {
  T value;
  __attribute__((always_inline)) int get() { return value + ++uses; }
};
extern template struct Box<int>;

// Optimised, it compiles only where the argument is a constant.
__attribute__((always_inline)) static inline int constant(int n) {
  int result = n;
#ifdef __OPTIMIZE__
  __asm__("movl %1, %0" : "=r"(result) : "i"(n));
#endif
  return result;
}

__attribute__((always_inline)) static inline int outer(int n) { return constant(5) + n; }

inline int inlined_there() { return 1; }
template <typename T> struct Caller {
  __attribute__((always_inline)) int get() { return inlined_there(); }
};
extern template struct Caller<int>;

__attribute__((annotate("autojit_keep"), noinline)) static int kept(Box<int> &box, std::string text) {
  return box.get() + outer(0) + (int)(text + text).size();
}

__attribute__((noinline)) static int lazy(Box<int> &box) { return box.get() + outer(10); }

__attribute__((annotate("autojit_keep"), noinline)) static int calls_outer(Caller<int> c) { return c.get(); }

int main() {
  Box<int> box{40};
  std::printf("kept %d", kept(box, ""));
  std::printf(" lazy %d outer %d", lazy(box) + 1, calls_outer({}));
  box.get();
  std::printf(" local %d\n", uses);
}

// CHECK-DAG: keep _ZL4keptR3BoxIiENSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE: user
// CHECK-DAG: keep _ZN3BoxIiE3getEv: inlined-callee
// CHECK-DAG: keep _ZL8constanti: inlined-callee
// CHECK-DAG: keep _ZL5outeri: inlined-callee
// CHECK-DAG: outline _ZL4lazyR3BoxIiE: {{root|jit-only}}
