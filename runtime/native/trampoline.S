/* trampoline.S - from a stub's lazy entry to the resolver, and on to the body (x86-64, System V); and
 * from a body whose calls are over to who looks for a better one.
 *
 * Nothing that a calling convention may give to the callee is changed: all integer registers
 * (preserve_none passes arguments even in r11), the full vector and x87 state (preserve_all,
 * AVX-512 arguments), MXCSR. The resolver itself runs with the default floating-point environment.
 */

#define SAVE_AREA 2752 /* standard-format XSAVE up to Hi16_ZMM is 2688 bytes */
#define XSAVE_HEADER 512

	.section .note.GNU-stack, "", @progbits

	/* %rbp has been pushed, and is the frame's base. */
	.macro save_general
	pushq %rax
	pushq %rbx
	pushq %rcx
	pushq %rdx
	pushq %rsi
	pushq %rdi
	pushq %r8
	pushq %r9
	pushq %r10
	pushq %r12
	.cfi_offset %rbx, -40
	.cfi_offset %r12, -104
	.endm

	/* On the stack, below what is there. Changes %rax, %rcx and %rdx. */
	.macro save_vectors
	subq $SAVE_AREA, %rsp
	andq $-64, %rsp

	movl autojit_vector_save(%rip), %ecx
	testl %ecx, %ecx
	jne .Lknown\@
	call autojit_detect_vector_state /* touches no vector register */
	movl %eax, %ecx
.Lknown\@:
	cmpl $3, %ecx
	je .Lold\@
	xorl %eax, %eax
	.irp offset, 0, 8, 16, 24, 32, 40, 48, 56
	movq %rax, (XSAVE_HEADER + \offset)(%rsp)
	.endr
	movl autojit_vector_mask(%rip), %eax
	xorl %edx, %edx
	cmpl $1, %ecx
	jne .Lplain\@
	xsavec (%rsp)
	jmp .Lsaved\@
.Lplain\@:
	xsave (%rsp)
	jmp .Lsaved\@
.Lold\@:
	fxsave (%rsp)
.Lsaved\@:
	fninit
	ldmxcsr default_mxcsr(%rip)
	.endm

	.macro restore_vectors
	movl autojit_vector_save(%rip), %ecx
	cmpl $3, %ecx
	je .Lold\@
	movl autojit_vector_mask(%rip), %eax
	xorl %edx, %edx
	xrstor (%rsp)
	jmp .Lrestored\@
.Lold\@:
	fxrstor (%rsp)
.Lrestored\@:
	.endm

	/* All but %rbp. */
	.macro restore_general
	movq %rbx, %rsp
	popq %r12
	.cfi_restore %r12
	popq %r10
	popq %r9
	popq %r8
	popq %rdi
	popq %rsi
	popq %rdx
	popq %rcx
	popq %rbx
	.cfi_restore %rbx
	popq %rax
	.endm

	.globl __autojit_resolve
#ifdef AUTOJIT_STATIC_CLIENT
	/* Each program and library has a copy of its own. */
	.hidden __autojit_resolve
#endif
	/* gdb's `step` goes through sections of this name by instructions, on its way to a body, and
	 * runs through the calls in between: those functions have no symbols. Not .plt, the other such
	 * name: how many entries that has, lldb guesses from its size. */
	.section .plt.sec, "ax", @progbits
	.type __autojit_resolve, @function
	.p2align 4
__autojit_resolve:
	.cfi_startproc
	/* (%rsp) = caller's %r11, 8(%rsp) = return address, %r11 = descriptor */
	.cfi_def_cfa_offset 16
	pushq %rbp
	.cfi_def_cfa_offset 24
	.cfi_offset %rbp, -24
	/* Not `movq`: after that lldb takes the frame for an ordinary one, and this one holds %r11 too. */
	leaq (%rsp), %rbp
	.cfi_def_cfa_register %rbp
	save_general
	movq %rsp, %rbx
	movq %r11, %r12
	save_vectors

	movq %r12, %rdi
	call autojit_enter
	/* %rax = finished address: goes where the caller's %r11 was, see below */
	movq 8(%rbp), %r11
	movq %rax, 8(%rbp)

	restore_vectors
	restore_general
	popq %rbp
	.cfi_restore %rbp
	.cfi_def_cfa %rsp, 16
	leaq 8(%rsp), %rsp
	.cfi_def_cfa_offset 8
	/* The address lies in the red zone, which no signal handler touches: no register is needed. */
	jmpq *-8(%rsp)
	ud2 /* never runs, see step_through.S */
	.globl autojit_resolve_end
	.hidden autojit_resolve_end
autojit_resolve_end:
	.cfi_endproc
	.size __autojit_resolve, . - __autojit_resolve

#ifndef AUTOJIT_STATIC_CLIENT /* There are no tiers. */
	.globl __autojit_hot_entry
	.type __autojit_hot_entry, @function
	.p2align 4
__autojit_hot_entry:
	.cfi_startproc
	/* (%rsp) = where the body goes on, 8(%rsp) = return address, %r11 = its struct autojit_heat */
	.cfi_def_cfa_offset 16
	movl $0, 8(%r11) /* calls: they must not come round to being positive again. */
	cmpq $0, (%r11)  /* next */
	je 1f
	leaq 8(%rsp), %rsp
	.cfi_def_cfa_offset 8
	jmpq *(%r11)
	.cfi_def_cfa_offset 16
1:	pushq %rbp
	.cfi_def_cfa_offset 24
	.cfi_offset %rbp, -24
	movq %rsp, %rbp
	.cfi_def_cfa_register %rbp
	save_general
	movq %rsp, %rbx
	movq %r11, %r12
	andq $-16, %rsp
	movq %r12, %rdi
	movq %rbp, %rsi
	call autojit_calls_left /* touches no vector register */
	testl %eax, %eax
	jne 2f
	save_vectors
	movq %r12, %rdi
	call __autojit_hot
	restore_vectors
2:	restore_general
	popq %rbp
	.cfi_restore %rbp
	.cfi_def_cfa %rsp, 16
	leaq 8(%rsp), %rsp
	.cfi_def_cfa_offset 8
	jmpq *-8(%rsp) /* As above: in the red zone. */
	.cfi_endproc
	.size __autojit_hot_entry, . - __autojit_hot_entry
#endif

	.text
/* void *autojit_call_on_stack(void *(*function)(void *), void *argument, void *stack_top)
 * Frames stay linked through %rbp, so that an unwinder still finds the caller. */
	.globl autojit_call_on_stack
	.hidden autojit_call_on_stack
	.type autojit_call_on_stack, @function
	.p2align 4
autojit_call_on_stack:
	.cfi_startproc
	pushq %rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq %rsp, %rbp
	.cfi_def_cfa_register %rbp
	movq %rdi, %rax
	movq %rsi, %rdi
	movq %rdx, %rsp
	call *%rax
	movq %rbp, %rsp
	popq %rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size autojit_call_on_stack, . - autojit_call_on_stack

	.section .rodata
	.p2align 2
default_mxcsr:
	.long 0x1f80
