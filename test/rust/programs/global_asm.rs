// global_asm! and a naked-like function of it, called from lazy code and calling back.
use std::arch::global_asm;

global_asm!(
    ".globl twice_through_asm",
    "twice_through_asm:",
    "    push rbx",
    "    mov rbx, rdi",
    "    call {callback}",
    "    mov rdi, rax",
    "    call {callback}",
    "    pop rbx",
    "    ret",
    callback = sym callback,
);

extern "C" {
    fn twice_through_asm(x: u64) -> u64;
}

extern "C" fn callback(x: u64) -> u64 {
    println!("callback {x}");
    x + 5
}

fn main() {
    println!("{}", unsafe { twice_through_asm(1) });
}
