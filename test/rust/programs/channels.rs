// mpsc: several senders, a bounded channel, a receiver that goes away.
use std::sync::mpsc::{channel, sync_channel, RecvTimeoutError};
use std::thread;
use std::time::Duration;

fn main() {
    let (tx, rx) = channel::<(u32, String)>();
    for id in 0..4 {
        let tx = tx.clone();
        thread::spawn(move || (0..50).for_each(|i| tx.send((id, format!("{id}-{i}"))).unwrap()));
    }
    drop(tx);
    let mut all: Vec<_> = rx.iter().collect();
    all.sort();
    println!("{} {:?} {:?}", all.len(), all[0], all[199]);

    let (tx, rx) = sync_channel(1);
    let producer = thread::spawn(move || (0..5).map(|i| tx.send(i).is_ok()).filter(|ok| *ok).count());
    println!("{:?}", rx.iter().take(2).collect::<Vec<_>>());
    drop(rx);
    println!("{}", producer.join().unwrap() < 5);
    let (_tx, rx) = channel::<u8>();
    println!("{:?}", rx.recv_timeout(Duration::from_millis(5)) == Err(RecvTimeoutError::Timeout));
}
