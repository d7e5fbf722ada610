// std::process::abort: SIGABRT, no destructor.
struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("never dropped");
    }
}

fn main() {
    let _noisy = Noisy;
    println!("before");
    if std::env::args().count() > 0 {
        std::process::abort();
    }
}
