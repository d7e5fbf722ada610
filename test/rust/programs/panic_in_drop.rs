// A panic while unwinding aborts the process.
struct Bad;

impl Drop for Bad {
    #[inline(never)] // What is inlined into what is the optimiser's business, and a backtrace shows it.
    fn drop(&mut self) {
        println!("dropping");
        panic!("second");
    }
}

fn main() {
    let _bad = Bad;
    panic!("first");
}
