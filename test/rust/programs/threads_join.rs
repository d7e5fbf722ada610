// Threads with results, moved data, parking and panics that join reports.
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier, Condvar, Mutex, RwLock};
use std::thread;

static TOTAL: AtomicU64 = AtomicU64::new(0);

fn work(n: u64) -> u64 {
    let sum = (0..n).map(|x| x * x % 7).sum();
    TOTAL.fetch_add(sum, Ordering::Relaxed);
    sum
}

fn main() {
    let handles: Vec<_> = (1..9u64).map(|n| thread::spawn(move || work(n * 1000))).collect();
    let results: Vec<u64> = handles.into_iter().map(|h| h.join().unwrap()).collect();
    println!("{results:?} {}", TOTAL.load(Ordering::SeqCst));
    let shared = Arc::new((Mutex::new(0u32), Condvar::new()));
    let barrier = Arc::new(Barrier::new(4));
    let lock = Arc::new(RwLock::new(String::from("x")));
    let workers: Vec<_> = (0..4).map(|_| {
        let (shared, barrier, lock) = (shared.clone(), barrier.clone(), lock.clone());
        thread::spawn(move || {
            barrier.wait();
            lock.write().unwrap().push('y');
            *shared.0.lock().unwrap() += 1;
            shared.1.notify_all();
        })
    }).collect();
    let mut done = shared.0.lock().unwrap();
    while *done < 4 {
        done = shared.1.wait(done).unwrap();
    }
    drop(done);
    workers.into_iter().for_each(|w| w.join().unwrap());
    println!("{}", lock.read().unwrap());
}
