// Structures by value over the C ABI: registers, memory, two registers of different classes.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq)]
struct Mixed(f64, i64);

#[repr(C)]
#[derive(Debug, Clone, Copy)]
struct Large([u32; 12]);

#[repr(C)]
#[derive(Debug, Clone, Copy)]
struct Small(u8, u16, f32);

#[inline(never)]
extern "C" fn swap(m: Mixed, s: Small) -> Mixed {
    Mixed(m.1 as f64 + s.2 as f64, m.0 as i64 + s.0 as i64 + s.1 as i64)
}

#[inline(never)]
extern "C" fn grow(l: Large, by: u32, a: f32, b: f64, m: Mixed) -> Large {
    Large(l.0.map(|x| x + by + a as u32 + b as u32 + m.1 as u32))
}

#[inline(never)]
extern "sysv64" fn many(a: u8, b: u16, c: u32, d: u64, e: i8, f: i16, g: i32, h: i64, i: f32) -> f64 {
    a as f64 + b as f64 + c as f64 + d as f64 + e as f64 + f as f64 + g as f64 + h as f64 + i as f64
}

#[inline(never)]
extern "win64" fn windows(a: u64, b: f64, c: u64, d: f64, e: u64) -> f64 {
    a as f64 * b + c as f64 * d + e as f64
}

fn main() {
    let pointer: extern "C" fn(Mixed, Small) -> Mixed = std::hint::black_box(swap);
    println!("{:?}", pointer(Mixed(1.5, 2), Small(3, 4, 5.5)));
    println!("{:?}", grow(Large([7; 12]), 1, 2.0, 3.0, Mixed(0.0, 4)));
    println!("{}", many(1, 2, 3, 4, -5, -6, 7, 8, 9.5));
    println!("{}", windows(2, 1.5, 3, 2.5, 4));
}
