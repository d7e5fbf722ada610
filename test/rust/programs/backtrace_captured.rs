// std::backtrace::Backtrace captured by the program: its own functions appear in it.
use std::backtrace::Backtrace;

#[inline(never)]
fn level_two() -> String {
    Backtrace::force_capture().to_string()
}

#[inline(never)]
fn level_one() -> String {
    let text = level_two();
    std::hint::black_box(text)
}

fn main() {
    let text = level_one();
    let names: Vec<&str> = text.lines().filter(|line| line.contains("backtrace_captured::")).map(|line| line.trim()).collect();
    println!("{names:#?}");
}
