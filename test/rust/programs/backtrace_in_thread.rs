// RUST_BACKTRACE=1 in a named thread, through a trait object.
// env: RUST_BACKTRACE=1
trait Job {
    fn run(&self, input: Option<u32>) -> u32;
}

struct Unwrapper;

impl Job for Unwrapper {
    #[inline(never)]
    fn run(&self, input: Option<u32>) -> u32 {
        input.expect("there is a value") + 1
    }
}

fn main() {
    let job: Box<dyn Job + Send> = Box::new(Unwrapper);
    let worker = std::thread::Builder::new().name("worker".into());
    let result = worker.spawn(move || job.run(Some(1)) + job.run(None)).unwrap().join();
    println!("{}", result.is_err());
}
