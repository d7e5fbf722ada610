// Panics caught by catch_unwind: payloads of both kinds, and the message on stderr.
use std::panic::{catch_unwind, resume_unwind};

fn fail(kind: u32) -> u32 {
    match kind {
        0 => panic!("a literal"),
        1 => panic!("formatted {kind}"),
        2 => std::panic::panic_any(42u32),
        _ => kind,
    }
}

fn main() {
    for kind in 0..4 {
        match catch_unwind(|| fail(kind)) {
            Ok(value) => println!("{kind}: returned {value}"),
            Err(e) => {
                if let Some(s) = e.downcast_ref::<&str>() {
                    println!("{kind}: &str {s}");
                } else if let Some(s) = e.downcast_ref::<String>() {
                    println!("{kind}: String {s}");
                } else if let Some(n) = e.downcast_ref::<u32>() {
                    println!("{kind}: u32 {n}");
                }
            }
        }
    }
    let again = catch_unwind(|| resume_unwind(Box::new("resumed")));
    println!("{:?}", again.unwrap_err().downcast_ref::<&str>());
}
