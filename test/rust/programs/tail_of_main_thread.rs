// main ends while a detached thread still runs lazy code.
use std::sync::mpsc::channel;

fn spin(n: u64) -> u64 {
    (0..n).fold(1, |a, x| a.wrapping_mul(6364136223846793005).wrapping_add(x))
}

fn main() {
    let (tx, rx) = channel();
    std::thread::spawn(move || loop {
        if spin(1000) != 0 {
            let _ = tx.send(());
        }
    });
    rx.recv().unwrap();
    println!("main ends");
}
