// Thread-locals used while others are destroyed, and from Drop of a local while unwinding.
use std::cell::RefCell;

thread_local! {
    static EARLY: RefCell<String> = RefCell::new("early".into());
    static LATE: Late = Late;
}

struct Late;

impl Drop for Late {
    fn drop(&mut self) {
        println!("late: {:?}", EARLY.try_with(|e| e.borrow().len()).is_ok() || true);
    }
}

struct Local;

impl Drop for Local {
    fn drop(&mut self) {
        EARLY.with(|e| e.borrow_mut().push_str(" changed"));
    }
}

fn main() {
    let thread = std::thread::spawn(|| {
        LATE.with(|_| ());
        let _ = std::panic::catch_unwind(|| {
            let _local = Local;
            panic!("in the thread");
        });
        EARLY.with(|e| println!("{}", e.borrow()));
    });
    thread.join().unwrap();
}
