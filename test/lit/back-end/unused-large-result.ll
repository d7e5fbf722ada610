; What is returned in memory that the caller has to name, also if the caller does nothing with it.
; RUN: %same %s --expect 1

target triple = "x86_64-pc-linux-gnu"
@format = private constant [4 x i8] c"%d\0A\00"

define { i64, i64, i64, i64, i64 } @large(i64 %a) noinline optnone {
  %r = insertvalue { i64, i64, i64, i64, i64 } { i64 1, i64 2, i64 3, i64 4, i64 5 }, i64 %a, 0
  ret { i64, i64, i64, i64, i64 } %r
}

define i32 @caller() noinline optnone {
  call { i64, i64, i64, i64, i64 } @large(i64 9)
  ret i32 1
}

declare i32 @printf(ptr, ...)

define i32 @main() noinline optnone {
  %r = call i32 @caller()
  call i32 (ptr, ...) @printf(ptr @format, i32 %r)
  ret i32 0
}
