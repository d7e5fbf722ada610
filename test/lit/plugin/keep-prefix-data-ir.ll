; Keep reason `prefix-data`, as other front ends write it.
; RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

target triple = "x86_64-pc-linux-gnu"

define i32 @with_prefix() prefix i32 42 { ret i32 1 }
define i32 @with_prologue() prologue i8 144 { ret i32 2 }
define i32 @lazy() { ret i32 3 }

; CHECK-DAG: keep with_prefix: prefix-data
; CHECK-DAG: keep with_prologue: prefix-data
; CHECK-DAG: outline lazy: root
