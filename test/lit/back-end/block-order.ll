; Blocks that stand before what happens before them: what one had in its frame may be another's place no sooner.
; RUN: %same %s --expect '1140 7'

target triple = "x86_64-pc-linux-gnu"
@format = private constant [7 x i8] c"%d %d\0A\00"

declare i32 @printf(ptr, ...)
define i32 @id(i32 %v) noinline optnone {
  ret i32 %v
}

; %kept is made in a block that stands after its use, and after a block that spills.
define i32 @later(i32 %a) noinline optnone {
entry:
  br label %make
use:
  %t = add i32 %a, 1
  %u = call i32 @id(i32 5)
  %w = add i32 %t, %u
  %x = mul i32 %kept, 100
  %y = add i32 %x, %w
  ret i32 %y
make:
  %kept = add i32 %a, 7
  br label %use
}

; %p has no value on the edge that comes first in the text, and its place is not %t's.
define i32 @undefined(i32 %a) noinline optnone {
entry:
  br label %head
head:
  %p = phi i32 [ undef, %entry ], [ %a, %latch ]
  %n = phi i32 [ 0, %entry ], [ %n2, %latch ]
  br label %body
body:
  %t = add i32 %n, 1
  %u = call i32 @id(i32 5)
  %w = add i32 %t, %u
  %done = icmp ugt i32 %n, 0
  br i1 %done, label %end, label %latch
latch:
  %n2 = add i32 %n, 1
  br label %head
end:
  ret i32 %p
}

define i32 @main() noinline optnone {
  %a = call i32 @later(i32 4)
  %b = add i32 %a, 30
  %c = call i32 @undefined(i32 7)
  call i32 (ptr, ...) @printf(ptr @format, i32 %b, i32 %c)
  ret i32 0
}
