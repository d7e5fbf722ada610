// main returns an ExitCode through the Termination trait.
use std::process::{ExitCode, Termination};

struct Outcome(u8);

impl Termination for Outcome {
    fn report(self) -> ExitCode {
        println!("reporting {}", self.0);
        ExitCode::from(self.0)
    }
}

fn main() -> Outcome {
    Outcome(std::env::args().count() as u8 + 8)
}
