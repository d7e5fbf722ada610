// u128 and i128: arithmetic, division, shifts, conversion, formatting, across function boundaries.
use std::hint::black_box;

#[inline(never)]
fn mix(a: u128, b: i128, c: u64) -> (u128, i128) {
    (a.wrapping_mul(a) ^ (c as u128), b.wrapping_sub(a as i128) / (c as i128 + 1))
}

extern "C" fn in_c(a: i128, b: u8, c: u128) -> i128 {
    a + b as i128 - (c >> 64) as i128
}

fn main() {
    let big = black_box(0x1234_5678_9abc_def0_0fed_cba9_8765_4321u128);
    println!("{big} {:x} {:#b}", big, big >> 100);
    println!("{:?}", mix(big, -5, 77));
    println!("{} {}", big / black_box(1_000_000_007), big % black_box(1_000_000_007));
    println!("{} {}", black_box(i128::MIN) / 3, black_box(i128::MIN) % 7);
    println!("{} {}", in_c(-1, 200, big), big as f64);
    println!("{:?} {:?}", "340282366920938463463374607431768211455".parse::<u128>(), "340282366920938463463374607431768211456".parse::<u128>().is_err());
    println!("{:?} {}", big.checked_mul(16), big.count_ones());
    println!("{} {}", black_box(1e30f64) as u128, black_box(-1e30f32) as i128);
}
