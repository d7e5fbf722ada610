// thread_local! values: one for each thread, destroyed when it ends.
use std::cell::{Cell, RefCell};

struct Noisy(&'static str, Cell<u32>);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{} dropped with {}", self.0, self.1.get());
    }
}

thread_local! {
    static NOISY: Noisy = Noisy("noisy", Cell::new(0));
    static LIST: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
    static PLAIN: Cell<u64> = const { Cell::new(7) };
}

fn count(times: u32) -> (u32, usize, u64) {
    for i in 0..times {
        NOISY.with(|n| n.1.set(n.1.get() + 1));
        LIST.with_borrow_mut(|l| l.push(i));
        PLAIN.set(PLAIN.get() * 3);
    }
    (NOISY.with(|n| n.1.get()), LIST.with_borrow(|l| l.len()), PLAIN.get())
}

fn main() {
    println!("{:?}", std::thread::spawn(|| count(3)).join().unwrap());
    println!("{:?}", std::thread::spawn(|| count(5)).join().unwrap());
    LIST.set(vec![1, 2, 3]);
    println!("{} {}", LIST.take().len(), PLAIN.get());
}
