// A child process (this program again), its output and exit status; environment; arguments.
use std::process::{Command, Stdio};

fn main() {
    if let Some(role) = std::env::args().nth(1) {
        println!("child {role} {}", std::env::var("EXTRA").unwrap());
        if role == "panics" {
            panic!("child panics");
        }
        std::process::exit(role.len() as i32);
    }
    for role in ["one", "three", "panics"] {
        let output = Command::new(std::env::current_exe().unwrap()).arg(role).env("EXTRA", "value")
            .stdin(Stdio::null()).output().unwrap();
        println!("{:?} {:?} {}", output.status.code(), String::from_utf8_lossy(&output.stdout), output.stderr.len() > 10);
    }
    let missing = Command::new("/nonexistent/program").spawn();
    println!("{:?}", missing.unwrap_err().kind());
}
