// Large frames (with stack probes), deep recursion, and a thread with a big stack of its own.
use std::hint::black_box;

#[inline(never)]
fn large_frame(n: usize) -> u64 {
    let mut block = [0u8; 300_000];
    for i in (0..block.len()).step_by(4096) {
        block[i] = (i / 4096 + n) as u8;
    }
    black_box(&block).iter().map(|x| *x as u64).sum()
}

#[inline(never)]
fn deep(n: u64) -> u64 {
    let local = black_box([n; 16]);
    if n == 0 { 0 } else { local[3] + deep(n - 1) }
}

fn main() {
    println!("{} {}", large_frame(1), deep(10_000));
    let big = std::thread::Builder::new().stack_size(256 << 20).spawn(|| deep(400_000)).unwrap();
    println!("{}", big.join().unwrap());
    let small = std::thread::Builder::new().stack_size(32 << 10).spawn(|| deep(20)).unwrap();
    println!("{}", small.join().unwrap());
}
