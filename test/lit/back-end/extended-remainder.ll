; The remainder of long doubles has no few instructions: it is LLVM's.
; RUN: %clang_lazy -O0 -c %s -o %t.o && %clang %t.o %runtime -lm -o %t.exe
; RUN: env AUTOJIT_DEBUG=On %t.exe > %t.out 2> %t.log
; RUN: FileCheck %s < %t.out
; RUN: FileCheck %s --check-prefix=LOG < %t.log
; REQUIRES: in-process
; CHECK: rest 1.500000
; LOG: left to LLVM: rest (a remainder)

target triple = "x86_64-pc-linux-gnu"

@text = private constant [10 x i8] c"rest %Lf\0A\00"

declare i32 @printf(ptr, ...)

define internal x86_fp80 @rest(x86_fp80 %x, x86_fp80 %y) #0 {
  %r = frem x86_fp80 %x, %y
  ret x86_fp80 %r
}

define i32 @main() #0 {
  %x = sitofp i32 15 to x86_fp80
  %half = fdiv x86_fp80 %x, 0xK40008000000000000000
  %r = call x86_fp80 @rest(x86_fp80 %half, x86_fp80 0xK40008000000000000000)
  %n = call i32 (ptr, ...) @printf(ptr @text, x86_fp80 %r)
  ret i32 0
}

attributes #0 = { noinline optnone uwtable "frame-pointer"="all" }
