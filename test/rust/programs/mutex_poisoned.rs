// A panic while a mutex is held poisons it.
use std::sync::{Arc, Mutex};

fn main() {
    let mutex = Arc::new(Mutex::new(1));
    let other = mutex.clone();
    let result = std::thread::spawn(move || {
        let mut guard = other.lock().unwrap();
        *guard = 2;
        panic!("while held");
    }).join();
    println!("{} {}", result.is_err(), mutex.is_poisoned());
    println!("{}", mutex.lock().unwrap_or_else(|e| e.into_inner()));
}
