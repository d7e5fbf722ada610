// A panic while unwinding aborts the process.
struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        println!("dropping");
        panic!("second");
    }
}

fn main() {
    let _bad = Bad;
    panic!("first");
}
