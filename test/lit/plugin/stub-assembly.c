// The stub is one indirect jump, followed by the lazy entry that the ABI header promises.
// RUN: %clang_lazy -O0 -S %s -o - | FileCheck %s
// RUN: %clang_lazy -O2 -fPIC -S %s -o - | FileCheck %s
// RUN: %clang_lazy -O2 -fno-pie -S %s -o - | FileCheck %s

int f(int x) { return x + 1; }

// CHECK-LABEL: f:
// CHECK-NOT: endbr64
// CHECK: jmpq *[[D:.L__autojit_descriptor.f]](%rip)
// CHECK-NEXT: [[LAZY:.Lautojit_lazy.[0-9a-f.]*0]]:
// CHECK-NEXT: pushq %r11
// CHECK-NEXT: .cfi_adjust_cfa_offset 8
// CHECK-NEXT: .cfi_signal_frame
// CHECK-NEXT: leaq [[D]](%rip), %r11
// CHECK-NEXT: jmpq *__autojit_resolve@GOTPCREL(%rip)
// CHECK: .cfi_endproc
// CHECK: [[D]]:
// CHECK-NEXT: .quad [[LAZY]]
// CHECK-NEXT: .long .L__autojit_module.{{[0-9a-f]+}}-[[D]]-8
// CHECK-NEXT: .long 0
