/* thunk_pool.S - the first thunks, so that debuggers know them (x86-64).
 *
 * The same text as a stub and its lazy entry, see autojit_abi.h. What debuggers find in a library they
 * step through, in memory of which they know nothing they lose the caller. Each has unwind
 * information of its own: lldb takes what it covers for one function. */
#include "thunk_pool.h"

	.section .note.GNU-stack, "", @progbits

	.bss
	.globl autojit_pool_descriptors
	.hidden autojit_pool_descriptors
	.p2align 4
autojit_pool_descriptors:
	.zero 16 * AUTOJIT_POOL_THUNKS

	.section .plt.sec, "ax", @progbits /* see trampoline.S */
	.globl autojit_pool_thunks, autojit_pool_end
	.hidden autojit_pool_thunks, autojit_pool_end
	.p2align 4
autojit_pool_thunks:
	.set descriptor, autojit_pool_descriptors
	.rept AUTOJIT_POOL_THUNKS
	.cfi_startproc
	jmpq *descriptor(%rip)
	pushq %r11
	.cfi_adjust_cfa_offset 8
	leaq descriptor(%rip), %r11
	.byte 0xe9 /* jmp with four bytes of distance, for all to have one size */
	.long __autojit_resolve - . - 4
	.cfi_endproc
	.set descriptor, descriptor + 16
	.endr
autojit_pool_end:
	.if autojit_pool_end - autojit_pool_thunks - AUTOJIT_POOL_THUNKS * AUTOJIT_POOL_THUNK_SIZE
	.error "a thunk has another size than AUTOJIT_POOL_THUNK_SIZE"
	.endif
