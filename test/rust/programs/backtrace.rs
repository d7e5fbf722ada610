// RUST_BACKTRACE=1: an uncaught panic names the same frames and lines as the regular build.
// env: RUST_BACKTRACE=1
#[inline(never)]
fn innermost(depth: u32) -> u32 {
    if depth == 3 {
        panic!("deep enough");
    }
    std::hint::black_box(depth)
}

#[inline(never)]
fn recursive(depth: u32) -> u32 {
    innermost(depth) + recursive(depth + 1)
}

#[inline(never)]
fn generic<T: Into<u32>>(start: T) -> u32 {
    recursive(start.into()) + 1
}

fn main() {
    let closure = |n: u8| generic(n) * 2;
    println!("{}", closure(1));
}
