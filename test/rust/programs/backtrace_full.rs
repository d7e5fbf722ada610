// RUST_BACKTRACE=full: every frame up to the start code, addresses aside.
// Optimised code without debug information names no inlined frames, and the two builds may inline differently.
// level 3: -g
// env: RUST_BACKTRACE=full
fn parse(text: &str) -> u32 {
    text.parse().unwrap()
}

fn main() {
    let total: u32 = ["1", "2", "x"].iter().map(|t| parse(t)).sum();
    println!("{total}");
}
