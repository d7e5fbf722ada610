// repr(C) and packed types, unions, transmutes, MaybeUninit, raw slices, pointers to members.
use std::mem::{align_of, offset_of, size_of, MaybeUninit};

#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Packed {
    a: u8,
    b: u32,
    c: u16,
}

#[repr(C)]
union Bits {
    float: f32,
    bytes: [u8; 4],
}

#[repr(u8)]
#[derive(Debug, Clone, Copy)]
enum Code {
    A = 10,
    B = 20,
}

fn fill<const N: usize>() -> [String; N] {
    let mut out: [MaybeUninit<String>; N] = [const { MaybeUninit::uninit() }; N];
    for (i, slot) in out.iter_mut().enumerate() {
        slot.write(format!("s{i}"));
    }
    out.map(|s| unsafe { s.assume_init() })
}

fn main() {
    let p = Packed { a: 1, b: 0x0403_0201, c: 9 };
    let (b, c) = (p.b, p.c);
    println!("{} {} {} {b:#x} {c} {}", size_of::<Packed>(), align_of::<Packed>(), offset_of!(Packed, c), p.a);
    let bits = Bits { float: -2.5 };
    println!("{:?}", unsafe { bits.bytes });
    println!("{} {:?}", Code::B as u8, unsafe { std::mem::transmute::<u8, Code>(10) });
    println!("{:?}", fill::<4>());
    let words = [1u16, 2, 3, 4];
    let (_, middle, _) = unsafe { words.align_to::<u32>() };
    println!("{}", middle.len() <= 2);
    println!("{}", unsafe { std::slice::from_raw_parts(words.as_ptr().add(1), 2) }.iter().sum::<u16>());
}
