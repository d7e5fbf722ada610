// Stub, lazy entry and descriptor of an inline function live in its group, so that the linker keeps
// all of them or none.
// RUN: %clangxx_lazy -O0 -S -emit-llvm %s -o - | FileCheck %s --check-prefix=IR
// RUN: %clangxx_lazy -O0 -c %s -o %t.o
// RUN: llvm-readelf -g %t.o | FileCheck %s --check-prefix=GROUP

inline int shared(int x) { return x + 1; }

int (*address())(int) { return shared; }

// IR: $_Z6sharedi = comdat any
// IR: @__autojit_descriptor._Z6sharedi = private {{.*}}comdat($_Z6sharedi)
// IR: define linkonce_odr {{.*}}@_Z6sharedi(i32 {{.*}}) {{.*}}comdat
// GROUP: COMDAT group section {{.*}} [_Z6sharedi]
// GROUP: .text._Z6sharedi
// GROUP: .data
