; What a first body keeps of its variables in registers: not what a loop brings round, what another block or another type reads,
; or what is volatile.
; RUN: %clang_lazy -O1 -c -x ir %s -o %t.o
; RUN: %clang -O1 %t.o %S/Inputs/variables.c %runtime -o %t.exe
; RUN: env AUTOJIT_TIER=2 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
; REQUIRES: in-process
; CHECK-NOT: left to LLVM
; CHECK: straight 42, round 10, elsewhere 8, punned 1065353216, volatile 5, swapped 21, across 16

target triple = "x86_64-unknown-linux-gnu"

; Never in memory: stored, read, stored again, read again.
define i32 @straight(i32 %x) {
  %v = alloca i32
  %w = alloca i32
  call void @llvm.lifetime.start.p0(ptr %w)
  store i32 %x, ptr %v
  %a = load i32, ptr %v
  %b = add i32 %a, 1
  store i32 %b, ptr %w
  %c = load i32, ptr %w
  %d = load i32, ptr %v
  %e = mul i32 %c, %d
  store i32 %e, ptr %v
  %f = load i32, ptr %v
  call void @llvm.lifetime.end.p0(ptr %w)
  ret i32 %f
}

; One block reads and writes %sum, but reads what it wrote the last time.
define i32 @summed(i32 %n) {
entry:
  %sum = alloca i32
  store i32 0, ptr %sum
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %before = load i32, ptr %sum
  %after = add i32 %before, %i
  store i32 %after, ptr %sum
  %again = load i32, ptr %sum
  %next = add i32 %i, 1
  %more = icmp slt i32 %next, %n
  br i1 %more, label %loop, label %done
done:
  %last = load i32, ptr %sum
  ret i32 %last
}

define i32 @elsewhere(i1 %which, i32 %x) {
entry:
  %v = alloca i32
  store i32 %x, ptr %v
  %a = load i32, ptr %v
  %twice = add i32 %a, %a
  br i1 %which, label %change, label %done
change:
  store i32 %twice, ptr %v
  br label %done
done:
  %b = load i32, ptr %v
  ret i32 %b
}

define i32 @punned(float %x) {
  %v = alloca float
  store float %x, ptr %v
  %bits = load i32, ptr %v
  ret i32 %bits
}

define i32 @kept(i32 %x) {
  %v = alloca i32
  store volatile i32 %x, ptr %v
  %a = load volatile i32, ptr %v
  ret i32 %a
}

; Two stores of each other's values.
define i32 @swapped(i32 %x, i32 %y) {
  %v = alloca i32
  %w = alloca i32
  store i32 %x, ptr %v
  store i32 %y, ptr %w
  %a = load i32, ptr %v
  %b = load i32, ptr %w
  store i32 %b, ptr %v
  store i32 %a, ptr %w
  %c = load i32, ptr %v
  %d = load i32, ptr %w
  %ten = mul i32 %c, 10
  %sum = add i32 %ten, %d
  ret i32 %sum
}

; No register is kept over a call.
define i32 @across(i32 %x) {
  %v = alloca i32
  store i32 %x, ptr %v
  call void @nothing()
  %a = load i32, ptr %v
  %b = add i32 %a, %x
  store i32 %b, ptr %v
  call void @nothing()
  %c = load i32, ptr %v
  ret i32 %c
}

declare void @nothing()
declare void @llvm.lifetime.start.p0(ptr)
declare void @llvm.lifetime.end.p0(ptr)
