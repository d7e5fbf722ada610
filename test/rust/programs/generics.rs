// Generic functions and types, associated types and constants, blanket implementations.
use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::ops::{Add, Mul};

trait Shape {
    const SIDES: u32;
    type Unit: Display;
    fn area(&self) -> Self::Unit;
    fn describe(&self) -> String {
        format!("{} sides, area {}", Self::SIDES, self.area())
    }
}

struct Rect<T>(T, T);

impl<T: Copy + Mul<Output = T> + Display> Shape for Rect<T> {
    const SIDES: u32 = 4;
    type Unit = T;
    fn area(&self) -> T {
        self.0 * self.1
    }
}

trait Shout {
    fn shout(&self) -> String;
}

impl<T: Debug> Shout for T {
    fn shout(&self) -> String {
        format!("{self:?}!").to_uppercase()
    }
}

fn fold<T, I>(items: I, start: T) -> T
where
    I: IntoIterator,
    T: Add<I::Item, Output = T>,
{
    items.into_iter().fold(start, |a, b| a + b)
}

fn main() {
    println!("{} / {}", Rect(3, 4).describe(), Rect(1.5, 2.0).describe());
    println!("{} {} {}", fold([1u8, 2, 3], 0u8), fold(vec![0.5, 0.25], 1.0), fold(["a", "b"], String::new()));
    println!("{} {}", Some("x").shout(), [1, 2].shout());
    let mut map: BTreeMap<String, Vec<Option<char>>> = BTreeMap::new();
    for word in "one two three two".split(' ') {
        map.entry(word.into()).or_default().push(word.chars().next());
    }
    println!("{map:?}");
}
