// Without checks arithmetic wraps; the wrapping, checked and saturating families give the same at every level.
// rustc: -C overflow-checks=off
use std::hint::black_box;

fn main() {
    println!("{}", black_box(250u8) + black_box(10));
    println!("{}", black_box(i32::MIN).wrapping_sub(1));
    println!("{:?} {:?}", black_box(5u8).checked_sub(6), black_box(5u8).checked_add(6));
    println!("{} {}", black_box(100i8).saturating_add(100), black_box(-100i8).saturating_sub(100));
    println!("{:?}", black_box(u64::MAX).overflowing_mul(3));
    println!("{} {}", black_box(0x8000_0001u32).rotate_left(4), black_box(1u128 << 90).leading_zeros());
    println!("{} {} {}", black_box(300.7f64) as u8, black_box(-1.0f32) as u32, black_box(f64::NAN) as i64);
}
