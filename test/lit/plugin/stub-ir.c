// The IR of one stub: a naked function, a descriptor, a module record and an import table.
// RUN: %clang_lazy -O0 -S -emit-llvm %s -o - | FileCheck %s
// RUN: %clang_lazy -O2 -S -emit-llvm %s -o - | FileCheck %s

extern int elsewhere(int);

int f(int x) { return elsewhere(x) + 1; }

// CHECK: @__autojit_module.[[HASH:[0-9a-f]+]] = private {{.*}}global { i32, i32, [16 x i8], i32, i32, i32, i32, ptr } { i32 1, i32 {{[12]}}, [16 x i8] c"
// CHECK: @__autojit_imports = private {{.*}}constant [{{[12]}} x i32]
// CHECK-SAME: dso_local_equivalent @elsewhere
// CHECK: @__autojit_location = private {{.*}}c"{{.*}}.cache/modules\00{{.*}}stub-ir.c\00"
// CHECK: @__autojit_descriptor.f = private {{.*}}global { ptr, i32, i32 } { ptr @"\01.Lautojit_lazy.{{([0-9a-f]+\.)?}}0",
// CHECK-SAME: @"\01.L__autojit_module.[[HASH]]"
// CHECK-SAME: i32 0 }, align 8
// CHECK: define {{.*}}i32 @f(i32
// CHECK-NEXT: asm sideeffect "jmpq *${0:P}(%rip)
// CHECK-SAME: "^Ws,^Ws"(ptr {{.*}}@__autojit_descriptor.f, ptr {{.*}}@__autojit_resolve)
// CHECK-NEXT: unreachable
// CHECK-NEXT: }
// CHECK: attributes #0 = { naked
