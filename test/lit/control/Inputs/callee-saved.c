// Written in assembly: a C compiler gives no promise about its own registers around a call.
__asm__(".text\n.globl call_and_compare\n.type call_and_compare,@function\ncall_and_compare:\n"
        "pushq %rbp\npushq %rbx\npushq %r12\npushq %r13\npushq %r14\npushq %r15\npushq %rsp\n"
        "movq $10, %rbp\nmovq $11, %rbx\nmovq $12, %r12\nmovq $13, %r13\nmovq $14, %r14\nmovq $15, %r15\n"
        "call *%rdi\n"
        "xorl %eax, %eax\n"
        "cmpq %rsp, (%rsp)\nleaq 8(%rsp), %rcx\ncmpq %rcx, (%rsp)\njne 1f\n"
        "cmpq $10, %rbp\njne 1f\ncmpq $11, %rbx\njne 1f\ncmpq $12, %r12\njne 1f\n"
        "cmpq $13, %r13\njne 1f\ncmpq $14, %r14\njne 1f\ncmpq $15, %r15\njne 1f\n"
        "pushfq\npopq %rcx\ntestl $0x400, %ecx\njne 1f\n"
        "incl %eax\n"
        "1: addq $8, %rsp\npopq %r15\npopq %r14\npopq %r13\npopq %r12\npopq %rbx\npopq %rbp\nret\n"
        ".size call_and_compare, .-call_and_compare\n");
