// static, static mut, OnceLock, LazyLock, atomics and interior pointers between statics.
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, Once, OnceLock};

static mut COUNTER: u32 = 5;
static NAMES: [&str; 3] = ["zero", "one", "two"];
static FIRST: &&str = &NAMES[0];
static TABLE: [fn(u32) -> u32; 2] = [double, square];
static CONFIG: OnceLock<String> = OnceLock::new();
static SQUARES: LazyLock<HashMap<u32, u32>> = LazyLock::new(|| {
    println!("computed once");
    (0..10).map(|x| (x, x * x)).collect()
});
static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());
static MADE: AtomicUsize = AtomicUsize::new(0);
static ONCE: Once = Once::new();

fn double(x: u32) -> u32 {
    x * 2
}

fn square(x: u32) -> u32 {
    x * x
}

fn main() {
    unsafe {
        COUNTER += 1;
        println!("{}", *(&raw const COUNTER));
    }
    println!("{FIRST} {} {}", TABLE[0](9), TABLE[1](9));
    println!("{} {}", SQUARES[&7], SQUARES.len());
    println!("{} {:?}", CONFIG.get_or_init(|| "set".into()), CONFIG.set("again".into()));
    let workers: Vec<_> = (0..4).map(|i| std::thread::spawn(move || {
        ONCE.call_once(|| { MADE.fetch_add(1, Ordering::SeqCst); });
        LOG.lock().unwrap().push(format!("{i}:{}", SQUARES[&i]));
    })).collect();
    workers.into_iter().for_each(|w| w.join().unwrap());
    let mut log = LOG.lock().unwrap().clone();
    log.sort();
    println!("{log:?} {}", MADE.load(Ordering::SeqCst));
}
