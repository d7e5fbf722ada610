// In a shared library a default-visibility global may be another library's: it goes through the GOT,
// hidden and protected ones are reached directly.
// RUN: %clang_lazy -O0 -fPIC -S -emit-llvm %s -o - | FileCheck %s

int exported = 1;
__attribute__((visibility("hidden"))) int hidden = 2;

int f(void) { return exported++ + hidden++; }

// CHECK: @__autojit_imports = private constant [2 x i32]
// CHECK-SAME: @__autojit_got to i64
// CHECK-SAME: ptr @hidden to i64
// CHECK: @__autojit_got = private unnamed_addr constant ptr @exported
