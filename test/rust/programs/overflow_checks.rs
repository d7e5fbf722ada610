// Overflow checks of arithmetic, shifts, negation, division and casts of slices.
// rustc: -C overflow-checks=on
use std::hint::black_box;
use std::panic::catch_unwind;

fn main() {
    println!("{}", catch_unwind(|| black_box(250u8) + black_box(10)).is_err());
    println!("{}", catch_unwind(|| black_box(0usize) - black_box(1)).is_err());
    println!("{}", catch_unwind(|| black_box(i64::MAX) * black_box(2)).is_err());
    println!("{}", catch_unwind(|| -black_box(i32::MIN)).is_err());
    println!("{}", catch_unwind(|| black_box(1u32) << black_box(32)).is_err());
    println!("{}", catch_unwind(|| black_box(i32::MIN) / black_box(-1)).is_err());
    println!("{}", catch_unwind(|| black_box(1) % black_box(0)).is_err());
    println!("{}", catch_unwind(|| black_box(100i8).abs() + black_box(27)).is_ok());
}
