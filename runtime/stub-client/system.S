/* system.S - system calls under the C library's names, for this client alone (x86-64).
 *
 * Programs define functions called connect or close, and such a function may be lazy: calling it
 * from a resolver would never end. Bound to the client's own references when its objects are joined,
 * before the program is linked. errno is the C library's, as enter.c keeps it for the caller.
 *
 * Arguments stay where the caller put them; the fourth moves in system_call. Their upper halves are
 * undefined where C passes an int, and the kernel may read a long: those are cleared. */
#include <sys/syscall.h>

	.section .note.GNU-stack, "", @progbits
	.text

	.macro BEGIN name
	.globl \name
	.type \name, @function
\name:
	.cfi_startproc
	.endm

	/* The rest of a function, once its arguments are in place. */
	.macro END name, number
	movl $\number, %eax
	jmp system_call
	.cfi_endproc
	.size \name, . - \name
	.endm

	.macro CALL name, number
	BEGIN \name
	END \name, \number
	.endm

	CALL clock_gettime, SYS_clock_gettime
	CALL close, SYS_close
	CALL connect, SYS_connect
	CALL flock, SYS_flock
	CALL fstat, SYS_fstat
	CALL getdents64, SYS_getdents64
	CALL geteuid, SYS_geteuid
	CALL getpid, SYS_getpid
	CALL getrlimit, SYS_getrlimit
	CALL getsockopt, SYS_getsockopt
	CALL gettid, SYS_gettid

/* Of %eax. -1 and errno, or the result. */
	.type system_call, @function
system_call:
	.cfi_startproc
	movq %rcx, %r10
	syscall
	cmpq $-4096, %rax
	ja 1f
	ret
1:	negl %eax
	pushq %rax
	.cfi_adjust_cfa_offset 8
	call __errno_location@PLT
	popq %rcx
	.cfi_adjust_cfa_offset -8
	movl %ecx, (%rax)
	orq $-1, %rax
	ret
	.cfi_endproc
	.size system_call, . - system_call

	CALL lstat, SYS_lstat
	CALL memfd_create, SYS_memfd_create
	CALL mkdir, SYS_mkdir
	CALL munmap, SYS_munmap
	CALL nanosleep, SYS_nanosleep
	CALL poll, SYS_poll
	CALL read, SYS_read
	CALL readlink, SYS_readlink
	CALL rename, SYS_rename
	CALL socket, SYS_socket
	CALL stat, SYS_stat
	CALL unlink, SYS_unlink
	CALL utimensat, SYS_utimensat
	CALL write, SYS_write

	BEGIN mmap
	movl %edx, %edx
	movl %ecx, %ecx
	END mmap, SYS_mmap

	BEGIN mprotect
	movl %edx, %edx
	END mprotect, SYS_mprotect

	/* The kernel looks at the mode only where a file is made. */
	BEGIN open
	movl %edx, %ecx
	movl %esi, %edx
	movq %rdi, %rsi
	movl $-100, %edi /* AT_FDCWD */
	END open, SYS_openat

	BEGIN send
	xorl %r8d, %r8d
	xorl %r9d, %r9d
	END send, SYS_sendto

	/* For enter.c, which blocks signals by system call. Up to four arguments. */
	BEGIN syscall
	movl %edi, %eax
	movq %rsi, %rdi
	movq %rdx, %rsi
	movq %rcx, %rdx
	movq %r8, %rcx
	jmp system_call
	.cfi_endproc
	.size syscall, . - syscall
