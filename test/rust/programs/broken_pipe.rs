// SIGPIPE is ignored by Rust programs: a write to a closed pipe is an error, not the end.
use std::io::Write;
use std::process::{Command, Stdio};

fn main() {
    let mut child = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    child.wait().unwrap();
    let error = (0..100).find_map(|_| pipe.write_all(&[0; 65536]).err());
    println!("{:?}", error.map(|e| e.kind()));
}
