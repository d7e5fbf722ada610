// std::process::exit: no destructor of a local runs, buffered output appears, the code is kept.
use std::io::Write;

struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("never dropped");
    }
}

fn leave(code: i32) -> ! {
    let _noisy = Noisy;
    print!("no newline at the end");
    std::io::stdout().flush().unwrap();
    std::process::exit(code)
}

fn main() {
    let _noisy = Noisy;
    leave(37);
}
