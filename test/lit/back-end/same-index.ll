; One value as two indices of an address, of which the second has to be multiplied.
; RUN: %same %s --expect 42

target triple = "x86_64-pc-linux-gnu"
%row = type { i16, [2 x [3 x i8]] }
@rows = internal global [2 x %row] [%row zeroinitializer, %row { i16 0, [2 x [3 x i8]] [[3 x i8] zeroinitializer, [3 x i8] c"*\00\00"] }]
@format = private constant [4 x i8] c"%d\0A\00"

define i32 @get(ptr %rows, i64 %i) noinline optnone {
entry:
  br label %next
next:
  %p = getelementptr %row, ptr %rows, i64 %i, i32 1, i64 %i
  %v = load i8, ptr %p
  %w = zext i8 %v to i32
  ret i32 %w
}

declare i32 @printf(ptr, ...)

define i32 @main() noinline optnone {
  %r = call i32 @get(ptr @rows, i64 1)
  call i32 (ptr, ...) @printf(ptr @format, i32 %r)
  ret i32 0
}
