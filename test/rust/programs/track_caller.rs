// #[track_caller]: messages name the caller, also through function pointers and trait methods.
use std::panic::Location;

#[track_caller]
fn here() -> u32 {
    Location::caller().line()
}

#[track_caller]
fn require(condition: bool) {
    if !condition {
        panic!("required");
    }
}

trait Check {
    #[track_caller]
    fn check(&self) -> u32 {
        here()
    }
}

impl Check for u8 {}

fn main() {
    println!("{} {}", here(), here());
    let pointer: fn() -> u32 = here;
    println!("{}", pointer() > 0);
    println!("{}", 3u8.check());
    println!("{}", std::panic::catch_unwind(|| require(std::env::args().count() == 0)).is_err());
    let empty: Option<u8> = None;
    println!("{}", std::panic::catch_unwind(|| empty.unwrap()).is_err());
    let failed: Result<u8, String> = Err("text".into());
    failed.expect("uncaught");
}
