// Floating point: library functions, rounding, ordering, f32 against f64, bits.
use std::hint::black_box;

fn main() {
    let xs = [0.5f64, -1.25, 3.75, 1e10, 1e-10, -0.0];
    for x in xs.map(black_box) {
        println!("{} {} {} {} {}", x.floor(), x.ceil(), x.round(), x.trunc(), x.signum());
        println!("{:?} {:?} {:?}", x.abs().sqrt(), x.sin().to_bits(), x.exp().to_bits());
    }
    println!("{:?}", xs.iter().copied().fold(f64::NAN, f64::max));
    let mut sorted = [2.0, f64::NAN, -1.0, f64::INFINITY, -0.0, 0.0];
    sorted.sort_by(f64::total_cmp);
    println!("{sorted:?}");
    println!("{} {}", black_box(0.1f32) + black_box(0.2f32), black_box(16777217i32) as f32);
    println!("{} {}", black_box(2.0f64).powi(-3), black_box(2.0f64).powf(0.5));
    println!("{} {}", black_box(1.0f64).mul_add(2.0, 3.0), black_box(-7.5f64).rem_euclid(2.0));
    println!("{:x} {}", black_box(1.5f32).to_bits(), f64::from_bits(black_box(0x4009_21fb_5444_2d18)));
}
