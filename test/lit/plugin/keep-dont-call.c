// Keep reason `dont-call`: it contains a call that is an error unless it is optimised away.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not %clang_lazy -O2 -DWRONG -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=ERROR

extern void __attribute__((error("size is wrong"))) size_error(void);
#ifdef WRONG
int checked(int x) {
  size_error();
  return x;
}
#else
int checked(int x) {
  if (sizeof(int) != 4)
    size_error();
  if (__builtin_constant_p(x) && x > 100)
    size_error();
  return x;
}
#endif
int lazy(int x) { return x; }

// CHECK-DAG: keep checked: dont-call
// CHECK-DAG: outline lazy: root
// ERROR: error: call to 'size_error' declared with 'error' attribute: size is wrong
