// A signal handler in Rust, raised in lazy code that is compiled at that moment.
use std::sync::atomic::{AtomicI32, Ordering};

static SEEN: AtomicI32 = AtomicI32::new(0);

extern "C" {
    fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
    fn raise(number: i32) -> i32;
}

extern "C" fn handler(number: i32) {
    SEEN.fetch_add(number, Ordering::SeqCst);
}

fn main() {
    unsafe {
        signal(10, handler);
        signal(12, handler);
        raise(10);
        raise(12);
    }
    println!("{}", SEEN.load(Ordering::SeqCst));
}
