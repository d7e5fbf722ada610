// Endless recursion: the guard page, Rust's message, SIGABRT.
#[inline(never)]
fn endless(n: u64) -> u64 {
    let local = std::hint::black_box([n; 64]);
    endless(local[5] + 1) + local[7]
}

fn main() {
    println!("before");
    println!("{}", endless(0));
}
