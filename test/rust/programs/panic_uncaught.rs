// An uncaught panic: the message, exit code 101, and no line after it.
fn check(limit: usize) -> usize {
    let values = vec![1, 2, 3];
    values[limit]
}

fn main() {
    println!("before {}", check(1));
    println!("never {}", check(std::env::args().count() + 6));
}
