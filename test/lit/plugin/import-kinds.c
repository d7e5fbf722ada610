// One import per global value that leaves with the bodies, of the kind that its symbol needs.
// RUN: %clang_lazy -O0 -S -emit-llvm %s -o - | FileCheck %s

extern int data_elsewhere;
extern int function_elsewhere(void);
extern void address_elsewhere(void);
extern void may_be_missing(void) __attribute__((weak));
static int local = 3;
int global = 4;

// PIE code reaches its own globals directly, calls through the PLT, and everything else by the GOT.
// CHECK: @__autojit_imports = private constant [6 x i32]
// CHECK-SAME: ptrtoint (ptr @local to i64)
// CHECK-SAME: ptrtoint (ptr @global to i64)
// CHECK-SAME: ptrtoint (ptr @__autojit_got to i64)
// CHECK-SAME: ptrtoint (ptr dso_local_equivalent @function_elsewhere to i64)
// CHECK-SAME: ptrtoint (ptr @__autojit_got.1 to i64)
// CHECK-SAME: ptrtoint (ptr @__autojit_got.2 to i64)
// CHECK-DAG: @__autojit_got = private unnamed_addr constant ptr @data_elsewhere
// CHECK-DAG: @__autojit_got.1 = private unnamed_addr constant ptr @address_elsewhere
// CHECK-DAG: @__autojit_got.2 = private unnamed_addr constant ptr @may_be_missing
int f(void (**out)(void)) {
  local++;
  global++;
  int sum = data_elsewhere + function_elsewhere();
  *out = address_elsewhere;
  may_be_missing();
  return sum + local + global;
}
