// core::arch::asm!: operands, clobbers, labels, memory, flags, constants and symbols.
use std::arch::asm;

static TABLE: [u32; 4] = [10, 20, 30, 40];

fn add(a: u64, b: u64) -> u64 {
    let mut sum = a;
    unsafe { asm!("add {0}, {1}", inout(reg) sum, in(reg) b, options(pure, nomem, nostack)) };
    sum
}

fn multiply(a: u64, b: u64) -> (u64, u64) {
    let (low, high);
    unsafe { asm!("mul {}", in(reg) b, inlateout("rax") a => low, lateout("rdx") high) };
    (low, high)
}

fn count_down(mut n: u32) -> u32 {
    let mut steps = 0;
    unsafe { asm!("2:", "inc {1:e}", "dec {0:e}", "jnz 2b", inout(reg) n, inout(reg) steps) };
    steps + n
}

extern "C" fn called_from_asm(x: u64) -> u64 {
    x * 3
}

fn call() -> u64 {
    let result;
    unsafe {
        asm!("call {f}", f = sym called_from_asm, in("rdi") 14u64, lateout("rax") result, clobber_abi("C"));
    }
    result
}

fn load(index: usize) -> u32 {
    let value: u32;
    unsafe {
        asm!("mov {0:e}, [{1} + {2}*4]", lateout(reg) value, in(reg) TABLE.as_ptr(), in(reg) index, options(readonly, nostack));
    }
    value
}

fn main() {
    println!("{} {:?} {}", add(40, 2), multiply(u64::MAX, 3), count_down(17));
    println!("{} {}", call(), load(2));
    let leaf: u32;
    unsafe { asm!("mov {0:e}, {c}", out(reg) leaf, c = const 5 * 5) };
    println!("{leaf}");
}
