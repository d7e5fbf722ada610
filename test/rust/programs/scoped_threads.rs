// Scoped threads borrow from the frame that spawns them.
use std::thread;

fn main() {
    let mut data = vec![1u64; 1000];
    let factor = 3;
    thread::scope(|scope| {
        for (i, part) in data.chunks_mut(250).enumerate() {
            scope.spawn(move || part.iter_mut().for_each(|x| *x = *x * factor + i as u64));
        }
    });
    println!("{}", data.iter().sum::<u64>());
    let sum = thread::scope(|scope| {
        let (left, right) = data.split_at(500);
        let handle = scope.spawn(|| left.iter().sum::<u64>());
        right.iter().sum::<u64>() + handle.join().unwrap()
    });
    println!("{sum}");
    let outcome = std::panic::catch_unwind(|| thread::scope(|scope| {
        scope.spawn(|| panic!("in a scoped thread"));
    }));
    println!("{}", outcome.is_err());
}
