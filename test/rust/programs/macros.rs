// Macros by example: recursion, repetition, hygiene, items made by macros.
macro_rules! maximum {
    ($x:expr) => { $x };
    ($x:expr, $($rest:expr),+) => {{ let a = $x; let b = maximum!($($rest),+); if a > b { a } else { b } }};
}

macro_rules! counters {
    ($($name:ident = $start:expr),* $(,)?) => {
        $(fn $name() -> u32 {
            use std::sync::atomic::{AtomicU32, Ordering};
            static VALUE: AtomicU32 = AtomicU32::new($start);
            VALUE.fetch_add(1, Ordering::Relaxed)
        })*
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

counters!(apples = 3, pears = 10);

macro_rules! swap {
    ($a:ident, $b:ident) => { let t = $a; $a = $b; $b = t; };
}

fn main() {
    println!("{}", maximum!(3, 9, 4 + 1, 8));
    println!("{} {} {} {:?}", apples(), apples(), pears(), NAMES);
    let (mut t, mut u) = (1, 2);
    swap!(t, u);
    println!("{t} {u} {}", line!());
    assert!(matches!(Some(3), Some(n) if n > 2));
    println!("{:?}", std::panic::catch_unwind(|| assert_eq!(1 + 1, 3, "sums of {}", 2)).is_err());
    println!("{:?}", std::panic::catch_unwind(|| { if true { unreachable!("arm {}", 7) } }).is_err());
    println!("{:?}", std::panic::catch_unwind(|| -> u8 { todo!() }).is_err());
}
