// A panic while unwinding aborts the process.
// Its backtrace, printed unasked, would show functions that are not optimised yet.
// env: AUTOJIT_TIER=0
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
