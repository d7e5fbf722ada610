// The import table and the module record cost no dynamic relocations; a descriptor costs one, and the
// GOT's are the linker's own.
// RUN: %clang_lazy -O0 -fPIC -c %s -o %t.o
// RUN: %clang -shared %t.o %runtime -o %t.so
// RUN: llvm-readelf -rW %t.so | FileCheck %s
// REQUIRES: in-process

static int a, b, c, d;

__attribute__((visibility("hidden"))) int hidden_function(void) { return a; }

int f(void) { return a++ + b++ + c++ + d++ + hidden_function(); }

// Two descriptors and what crt code brings along (three: frame_dummy, __do_global_dtors_aux, __dso_handle).
// CHECK-COUNT-5: R_X86_64_RELATIVE
// CHECK-NOT: R_X86_64_RELATIVE
// CHECK-NOT: R_X86_64_64
