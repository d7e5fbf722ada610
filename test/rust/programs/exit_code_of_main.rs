// main returns a Result: the error is printed with Debug, exit code 1.
use std::fmt;

struct Failure(u32);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failure number {}", self.0)
    }
}

impl From<std::num::ParseIntError> for Failure {
    fn from(e: std::num::ParseIntError) -> Self {
        println!("from: {e}");
        Failure(7)
    }
}

fn parse(text: &str) -> Result<u32, Failure> {
    Ok(text.parse::<u32>()? + 1)
}

fn main() -> Result<(), Failure> {
    println!("{}", parse("41")?);
    println!("{}", parse("x41")?);
    Ok(())
}
