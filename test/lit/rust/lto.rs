// Link-time optimisation: the programs work, with several codegen units and with all crates in one.
// REQUIRES: rustc-nightly
// RUN: %rustc_lazy -C opt-level=2 -C codegen-units=4 %s -o %t.local && %t.local | FileCheck %s && %t.local | FileCheck %s
// RUN: %rustc_lazy -C opt-level=2 -C lto=thin %s -o %t.thin && %t.thin | FileCheck %s && %t.thin | FileCheck %s
// RUN: %rustc_lazy -C opt-level=2 -C lto=fat %s -o %t.fat && %t.fat | FileCheck %s && %t.fat | FileCheck %s
// RUN: %rustc_lazy -C opt-level=2 -C lto=off %s -o %t.off && %t.off | FileCheck %s && %t.off | FileCheck %s

// CHECK: 3628800 caught

mod numbers {
    pub fn factorial(n: u64) -> u64 {
        (1..=n).product()
    }
}

mod failing {
    pub fn fails(n: u64) -> u64 {
        if n > 1 { panic!("fails") }
        n
    }
}

fn main() {
    let caught = std::panic::catch_unwind(|| failing::fails(std::env::args().count() as u64 + 1)).is_err();
    println!("{} {}", numbers::factorial(10), if caught { "caught" } else { "not caught" });
}
