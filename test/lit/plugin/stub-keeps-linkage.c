// What other objects and the linker see of a function stays: binding, visibility, section.
// RUN: %clang_lazy -O0 -fPIC -c %s -o %t.o
// RUN: llvm-readelf -sW %t.o | FileCheck %s

__attribute__((visibility("hidden"))) int hidden(void) { return 1; }

__attribute__((visibility("protected"))) int protected_(void) { return 2; }

__attribute__((weak)) int weak(void) { return 3; }

int strong(void) { return 4; }

// CHECK-DAG: FUNC GLOBAL HIDDEN {{.*}} hidden
// CHECK-DAG: FUNC GLOBAL PROTECTED {{.*}} protected_
// CHECK-DAG: FUNC WEAK DEFAULT {{.*}} weak
// CHECK-DAG: FUNC GLOBAL DEFAULT {{.*}} strong
