; A multiplication and an addition are one instruction where a processor that has it was named, without a list of what it has.
; RUN: %same %s --expect 0x1.00000002p-29
; REQUIRES: avx2

target triple = "x86_64-pc-linux-gnu"
@fmt = private constant [4 x i8] c"%a\0A\00"
declare i32 @printf(ptr, ...)
declare double @llvm.fmuladd.f64(double, double, double)
define double @f(double %a, double %b, double %c) #0 {
  %r = call double @llvm.fmuladd.f64(double %a, double %b, double %c)
  ret double %r
}
define i32 @main() #0 {
  %r = call double @f(double 0x3FF0000000400000, double 0x3FF0000000400000, double -1.0)
  call i32 (ptr, ...) @printf(ptr @fmt, double %r)
  ret i32 0
}
attributes #0 = { noinline optnone "target-cpu"="haswell" }
