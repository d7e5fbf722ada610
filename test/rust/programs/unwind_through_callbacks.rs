// Unwinding through iterators, sorting, closures and nested catch_unwind, with state seen afterwards.
use std::panic::{catch_unwind, AssertUnwindSafe};

struct Guard<'a>(&'a mut Vec<u32>, u32);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.push(self.1);
    }
}

fn nest(depth: u32, log: &mut Vec<u32>) {
    let guard = Guard(log, depth);
    if depth == 5 {
        panic!("bottom");
    }
    nest(depth + 1, guard.0);
}

fn main() {
    let mut log = Vec::new();
    println!("{}", catch_unwind(AssertUnwindSafe(|| nest(0, &mut log))).is_err());
    println!("{log:?}");
    let mut values = vec![3, 1, 2, 9, 4];
    let result = catch_unwind(AssertUnwindSafe(|| values.sort_by(|a, b| {
        if a.max(b) == &9 { panic!("comparison") }
        a.cmp(b)
    })));
    values.sort();
    println!("{} {values:?}", result.is_err());
    let outcome: Vec<_> = (0..4).map(|i| catch_unwind(move || {
        let inner = catch_unwind(|| if i == 2 { panic!("inner {i}") } else { i });
        if i == 3 { panic!("outer {i}") }
        inner.unwrap_or(100)
    }).ok()).collect();
    println!("{outcome:?}");
}
