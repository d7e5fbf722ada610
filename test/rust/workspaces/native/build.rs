// Compiles the C part with the system's compiler; no crate is needed for that.
use std::path::Path;
use std::process::Command;

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}

fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    let (object, archive) = (Path::new(&out).join("words.o"), Path::new(&out).join("libwords.a"));
    run(Command::new("cc").args(["-O1", "-fPIC", "-c", "c/words.c", "-o"]).arg(&object));
    run(Command::new("ar").arg("crs").arg(&archive).arg(&object));
    println!("cargo:rustc-link-search=native={out}");
    println!("cargo:rustc-link-lib=static=words");
    println!("cargo:rerun-if-changed=c/words.c");
}
