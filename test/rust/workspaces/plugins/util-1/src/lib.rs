//! Version 1: counts in steps of one.
use std::sync::atomic::{AtomicU32, Ordering};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// Where panics are caught when they cross libraries.
pub struct Guard<'a>(pub &'a str);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        println!("guard {} {}", self.0, std::thread::panicking());
    }
}

pub fn next() -> u32 {
    COUNT.fetch_add(1, Ordering::Relaxed) + 1
}

pub fn describe<T: std::fmt::Debug>(value: &T) -> String {
    format!("one {value:?}")
}
