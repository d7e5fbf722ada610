// The private image of an initialised local aggregate is of no use to the object.
// RUN: %clang_lazy -O0 -S -emit-llvm %s -o - | FileCheck %s --implicit-check-not=__const.

extern int use(const int *);

int f(void) {
  int numbers[] = {11, 22, 33, 44, 55, 66, 77, 88, 99, 111};
  return use(numbers);
}

// CHECK: define {{.*}}@f(
