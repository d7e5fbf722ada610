// What the C++ rules make visible outside is a root: explicit instantiations, virtual members, used
// inline functions.
// RUN: env AUTOJIT_DEBUG=On %clangxx_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

template <typename T> T twice(T x) { return x + x; }

template int twice(int);

struct Base {
  virtual int virtual_member() { return 1; }
};

Base *make() {
  static Base object;
  return &object;
}

__attribute__((used)) inline int used_inline() { return 2; }

// CHECK-DAG: outline _Z5twiceIiET_S0_: root
// CHECK-DAG: outline _ZN4Base14virtual_memberEv: root
// CHECK-DAG: outline _Z11used_inlinev: root
