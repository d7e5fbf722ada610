; Vectors of two floats that find no register are where LLVM's code expects them: at multiples of 16.
; RUN: %same %s --expect '1.5 2.5'

target triple = "x86_64-pc-linux-gnu"
@format = private constant [11 x i8] c"%.1f %.1f\0A\00"
declare i32 @printf(ptr, ...)

; i128 is LLVM's.
define i128 @print(double %a, double %b, double %c, double %d, double %e, double %f, double %g, double %h, float %i, <2 x float> %j) noinline optnone {
  %x = bitcast <2 x float> %j to i64
  %low = trunc i64 %x to i32
  %shifted = lshr i64 %x, 32
  %high = trunc i64 %shifted to i32
  %first = bitcast i32 %low to float
  %second = bitcast i32 %high to float
  %l = fpext float %first to double
  %h2 = fpext float %second to double
  call i32 (ptr, ...) @printf(ptr @format, double %l, double %h2)
  ret i128 0
}

define void @call(ptr %callee, <2 x float> %j) noinline optnone {
  call void %callee(double 0.0, double 0.0, double 0.0, double 0.0, double 0.0, double 0.0, double 0.0, double 0.0, float 9.0, <2 x float> %j)
  ret void
}

define i32 @main() noinline optnone {
  %high = shl i64 1075838976, 32
  %both = or i64 %high, 1069547520
  %j = bitcast i64 %both to <2 x float>
  call void @call(ptr @print, <2 x float> %j)
  ret i32 0
}
