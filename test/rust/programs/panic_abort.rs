// panic=abort: the message, then SIGABRT.
// rustc: -C panic=abort
struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("never dropped");
    }
}

fn main() {
    let _noisy = Noisy;
    println!("before");
    let divisor = std::env::args().count() - 1;
    println!("{}", 7 / divisor);
}
