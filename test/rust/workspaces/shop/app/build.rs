// Writes a table for the program; runs regularly.
use std::path::Path;

fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    let squares: Vec<String> = (0..8).map(|n: u32| (n * n).to_string()).collect();
    std::fs::write(Path::new(&out).join("squares.rs"), format!("pub const SQUARES: [u32; 8] = [{}];", squares.join(", "))).unwrap();
    // Mapped into this process only if the build script were lazy.
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    assert!(!maps.contains("libautojit-runtime"), "the build script is lazy");
    println!("cargo:rustc-env=BUILT_BY=build.rs");
    println!("cargo:rerun-if-changed=build.rs");
}
